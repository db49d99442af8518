"""What Prometheus is told about each shop: counts, and no number of an order or article."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from entrypoints.open_shop import OpenShop
from entrypoints.wire.start_page import UNEXPORTED
from temu_core.rules.reserved_units import OPEN_STATES

_DAY_S: Final = 86400


def order_figures(shops: Sequence[OpenShop], now: datetime) -> Iterator[Metric]:
    """
    Yield how orders stand.
    """
    by_state = _gauge("orders", "Orders.", "state")
    held = _gauge("held_orders", "Held orders.", "reason")
    oldest = _gauge(
        "oldest_unexported_seconds",
        "Age of the oldest order that is not in the ERP yet; 0 when there is none.",
    )
    late = _gauge("late_orders", "Open orders whose time to be shipped has passed.")
    gaps = _gauge(
        "reconciliation_gaps",
        "Orders that differed at the last reconciliation; none before the first.",
    )
    for shop in shops:
        name, book, figures = shop.shop, shop.adapters.order_book(), shop.adapters.shop_figures()
        for state, n in book.counts(name).items():
            by_state.add_metric((name, state.value), n)
        for reason, n in book.held_counts(name).items():
            held.add_metric((name, reason.value), n)
        placed = figures.oldest_placed(name, UNEXPORTED) or now
        oldest.add_metric((name,), max(0.0, (now - placed).total_seconds()))
        late.add_metric((name,), figures.ship_by(name, OPEN_STATES, now=now, limit=1).late)
        reconciled = shop.adapters.reconciliations().last(name)
        if reconciled is not None:
            gaps.add_metric((name,), reconciled.gap_count)
    yield from (by_state, held, oldest, late, gaps)


def attention_figures(shops: Sequence[OpenShop], now: datetime) -> Iterator[Metric]:
    """
    Yield what a person should look after.
    """
    alerts = _gauge("open_alerts", "Alerts nobody has closed.", "kind")
    plans = _gauge("waiting_plans", "Plans that wait for approval.")
    unsettled = _gauge("unsettled_writes", "Outside writes whose outcome nobody knows yet.")
    days = _gauge(
        "token_days", "Days until the marketplace's token ends, as the last run was told."
    )
    for shop in shops:
        name, figures = shop.shop, shop.adapters.shop_figures()
        for kind, n in figures.open_alerts(name).items():
            alerts.add_metric((name, kind.value), n)
        plans.add_metric((name,), figures.waiting_plans(name))
        unsettled.add_metric((name,), figures.unsettled_writes(name))
        end = shop.adapters.shop_register().token_end(name)
        if end is not None:
            days.add_metric((name,), round((end - now).total_seconds() / _DAY_S, 2))
    yield from (alerts, plans, unsettled, days)


def traffic_figures(shops: Sequence[OpenShop]) -> Iterator[Metric]:
    """
    Yield what goes out to the marketplace from this process; asks no database.
    """
    in_flight = _gauge("calls_in_flight", "Calls to the marketplace under way.")
    calls = _counter("calls", "Calls to the marketplace.")
    waits = _counter("rate_limit_waits", "Calls that waited for their turn below the rate limit.")
    waited = _counter("rate_limit_wait_seconds", "How long calls waited for their turn, in all.")
    for shop in shops:
        found = shop.adapters.traffic().figures()
        in_flight.add_metric((shop.shop,), found.in_flight)
        calls.add_metric((shop.shop,), found.calls)
        waits.add_metric((shop.shop,), found.waits)
        waited.add_metric((shop.shop,), found.waited_s)
    yield from (in_flight, calls, waits, waited)


def _gauge(name: str, text: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"temu_jtl_{name}", text, labels=("shop", *labels))


def _counter(name: str, text: str) -> CounterMetricFamily:
    return CounterMetricFamily(f"temu_jtl_{name}", text, labels=("shop",))
