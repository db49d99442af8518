"""What Prometheus is told about our work."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import attrs
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.pool import QueuePool

from entrypoints.open_shop import OpenShop
from entrypoints.rest.services import Services
from entrypoints.wire.start_page import UNEXPORTED
from job_core.run import Run
from shared_kernel.errors import UnavailableError

_WINDOW: Final = timedelta(days=1)
_DAY_S: Final = 86400


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
        yield _gauge("threads", "Threads of this process.", threading.active_count())
        try:
            ours = list(self._ours())
        except UnavailableError:
            ours = []
        yield _gauge("database_up", "1 while our own database answers.", float(bool(ours)))
        yield from ours

    def _ours(self) -> Iterator[Metric]:
        shops = list(self.services.shops.opened.values())
        yield from self._runs(shops)
        yield from _orders(shops, self.services.clock.now())
        yield _gaps(shops)
        yield from self._tokens(shops)
        yield _pool(shops)

    def _runs(self, shops: list[OpenShop]) -> Iterator[Metric]:
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
        yield ended
        yield took

    def _tokens(self, shops: list[OpenShop]) -> Iterator[Metric]:
        days = GaugeMetricFamily(
            "temu_jtl_token_days",
            "Days until the marketplace's token ends, as the last run was told.",
            labels=("shop",),
        )
        now = self.services.clock.now()
        for shop in shops:
            end = shop.adapters.shop_register().token_end(shop.shop)
            if end is not None:
                days.add_metric((shop.shop,), round((end - now).total_seconds() / _DAY_S, 2))
        yield days


def _orders(shops: list[OpenShop], now: datetime) -> Iterator[Metric]:
    by_state = GaugeMetricFamily("temu_jtl_orders", "Orders.", labels=("shop", "state"))
    held = GaugeMetricFamily("temu_jtl_held_orders", "Held orders.", labels=("shop", "reason"))
    oldest = GaugeMetricFamily(
        "temu_jtl_oldest_unexported_seconds",
        "Age of the oldest order that is not in the ERP yet; 0 when there is none.",
        labels=("shop",),
    )
    for shop in shops:
        book = shop.adapters.order_book()
        for state, n in book.counts(shop.shop).items():
            by_state.add_metric((shop.shop, state.value), n)
        for reason, n in book.held_counts(shop.shop).items():
            held.add_metric((shop.shop, reason.value), n)
        placed = shop.adapters.shop_figures().oldest_placed(shop.shop, UNEXPORTED) or now
        oldest.add_metric((shop.shop,), max(0.0, (now - placed).total_seconds()))
    yield by_state
    yield held
    yield oldest


def _gaps(shops: list[OpenShop]) -> Metric:
    gaps = GaugeMetricFamily(
        "temu_jtl_reconciliation_gaps",
        "Orders that differed at the last reconciliation; none before the first.",
        labels=("shop",),
    )
    for shop in shops:
        last = shop.adapters.reconciliations().last(shop.shop)
        if last is not None:
            gaps.add_metric((shop.shop,), last.gap_count)
    return gaps


def _pool(shops: list[OpenShop]) -> Metric:
    used = GaugeMetricFamily(
        "temu_jtl_database_connections", "Connections in use.", labels=("shop",)
    )
    for shop in shops:
        pool = shop.adapters.engine().pool
        if isinstance(pool, QueuePool):
            used.add_metric((shop.shop,), pool.checkedout())
    return used


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"temu_jtl_{name}", text, value=value)


def _seconds(run: Run) -> float | None:
    if run.started_at is None or run.finished_at is None:
        return None
    return (run.finished_at - run.started_at).total_seconds()
