"""What Prometheus is told about the queue between processes."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from entrypoints.rest.services import JobDesk
from shared_kernel.errors import UnavailableError


def queue_figures(jobs: JobDesk) -> Iterator[Metric]:
    """
    Yield counts of messages and workers; nothing where there is no broker.
    """
    if not jobs.has_broker:
        return
    try:
        figures = jobs.dead_messages.figures()
    except UnavailableError:
        yield _answers(0)
        return
    yield _answers(1)
    messages = GaugeMetricFamily(
        "temu_jtl_queue_messages", "Messages in the queue.", labels=("state",)
    )
    messages.add_metric(("waiting",), figures.waiting)
    messages.add_metric(("delayed",), figures.delayed)
    messages.add_metric(("dead",), figures.dead)
    yield messages
    yield GaugeMetricFamily(
        "temu_jtl_queue_workers",
        "Worker processes heard of in the last seconds.",
        value=figures.workers,
    )


def _answers(value: float) -> Metric:
    return GaugeMetricFamily(
        "temu_jtl_queue_up", "1 while the Redis of the queue answers.", value=value
    )
