"""What Prometheus is told about our work."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

import attrs
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from entrypoints.open_shop import OpenShop
from entrypoints.rest.pool_figures import pool_figures
from entrypoints.rest.queue_figures import queue_figures
from entrypoints.rest.services import Services
from entrypoints.rest.shop_figures import attention_figures, order_figures, traffic_figures
from job_core.rules.run_states import ACTIVE
from job_core.run import Run
from shared_kernel.errors import UnavailableError

_WINDOW: Final = timedelta(days=1)
_MOST_ACTIVE: Final = 1000


@attrs.frozen(eq=False)
class FiguresCollector(Collector):
    """
    Counts in our books at each scrape; asks neither marketplace nor ERP.
    """

    services: Services

    def collect(self) -> Iterator[Metric]:
        """
        Yield the figures; without a database only those of the process.
        """
        shops = list(self.services.shops.opened.values())
        yield _gauge("threads", "Threads of this process.", threading.active_count())
        yield from traffic_figures(shops)
        yield from pool_figures(self.services.pools)
        try:
            ours = list(self._ours(shops))
        except UnavailableError:
            ours = []
        yield _gauge("database_up", "1 while our own database answers.", float(bool(ours)))
        yield from ours
        yield from queue_figures(self.services.jobs)

    def _ours(self, shops: Sequence[OpenShop]) -> Iterator[Metric]:
        now = self.services.clock.now()
        yield from self._ended_runs(shops)
        yield self._active_runs()
        yield from order_figures(shops, now)
        yield from attention_figures(shops, now)

    def _ended_runs(self, shops: Sequence[OpenShop]) -> Iterator[Metric]:
        ended = GaugeMetricFamily(
            "temu_jtl_runs_last_day",
            "Runs that ended in the last day.",
            labels=("shop", "job", "state"),
        )
        took = GaugeMetricFamily(
            "temu_jtl_run_seconds_last_day",
            "How long runs of the last day took.",
            labels=("shop", "job", "figure"),
        )
        jobs, now = self.services.jobs, self.services.clock.now()
        for shop in shops:
            for job in jobs.catalogue.jobs():
                runs = jobs.run_book.finished_between(shop.shop, job.id, now - _WINDOW, now)
                for state, n in Counter(run.state.value for run in runs).items():
                    ended.add_metric((shop.shop, job.id, state), n)
                seconds = [s for run in runs if (s := _seconds(run)) is not None]
                if seconds:
                    average = sum(seconds) / len(seconds)
                    took.add_metric((shop.shop, job.id, "average"), round(average, 3))
                    took.add_metric((shop.shop, job.id, "maximum"), max(seconds))
        yield from (ended, took)

    def _active_runs(self) -> Metric:
        active = GaugeMetricFamily(
            "temu_jtl_runs_active",
            "Runs that are queued, waiting or running.",
            labels=("shop", "job", "state"),
        )
        runs = self.services.jobs.run_book.in_states(ACTIVE, limit=_MOST_ACTIVE)
        for labels, n in Counter((run.shop, run.job, run.state.value) for run in runs).items():
            active.add_metric(labels, n)
        return active


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"temu_jtl_{name}", text, value=value)


def _seconds(run: Run) -> float | None:
    if run.started_at is None or run.finished_at is None:
        return None
    return (run.finished_at - run.started_at).total_seconds()
