"""The jobs as every caller sees them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.calendar.zoned_calendar import ZonedCalendar
from entrypoints.jobs import (
    INVENTORY_JOB,
    ORDERS_JOB,
    RECONCILIATION_JOB,
    days_to_reconcile,
    default_schedules,
    inventory_request,
    order_request,
    parameters_of,
    sync_jobs,
)
from job_core.rules.parameters import checked
from job_core.schedule import Cron, Interval, ScheduleEntry
from shared_kernel.errors import RejectedError
from temu_core.order import MarketplaceStatus
from temu_core.rules.backfill import Backfill
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncMode, OrderSyncRequest

JOBS = {job.id: job for job in sync_jobs()}

order_requests = st.builds(
    OrderSyncRequest,
    mode=st.sampled_from(OrderSyncMode),
    days_back=st.none() | st.integers(1, 90),
    status=st.none() | st.sampled_from(MarketplaceStatus),
    dry_run=st.booleans(),
    backfill=st.just(Backfill()),
)
backfills = st.one_of(
    st.lists(st.from_regex(r"PO-[0-9]{1,20}", fullmatch=True), min_size=1, unique=True).map(
        lambda numbers: Backfill(numbers=tuple(numbers))
    ),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(
        lambda day: Backfill(placed_from=day, placed_to=day + timedelta(days=89))
    ),
)
inventory_requests = st.builds(
    InventorySyncRequest, mode=st.sampled_from(InventorySyncMode), dry_run=st.booleans()
)


@given(order_requests)
def test_an_order_sync_keeps_its_choices_through_the_record(request: OrderSyncRequest) -> None:
    assert order_request(checked(JOBS[ORDERS_JOB], parameters_of(request))) == request


@given(backfills)
def test_a_backfill_keeps_its_choices_too(backfill: Backfill) -> None:
    request = OrderSyncRequest(backfill=backfill)

    assert order_request(checked(JOBS[ORDERS_JOB], parameters_of(request))) == request


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"numbers": ""}, "numbers"),
        ({"numbers": " ".join(map(str, range(1001)))}, "numbers"),
        ({"numbers": "x" * 65}, "numbers"),
        ({"placed_from": "yesterday", "placed_to": "2026-03-02"}, "placed_from"),
        ({"placed_from": "2026-03-02"}, "placed_to"),
        ({"placed_from": "2026-01-01", "placed_to": "2026-04-01"}, "placed_to"),
        ({"numbers": "PO-1", "placed_from": "2026-03-02", "placed_to": "2026-03-02"}, "numbers"),
        ({"numbers": "PO-1", "mode": "tracking_only"}, "mode"),
    ],
)
def test_a_wrong_backfill_is_refused_before_it_runs(given: dict[str, str], field: str) -> None:
    with pytest.raises(RejectedError) as refused:
        checked(JOBS[ORDERS_JOB], given)

    assert refused.value.field == field


@given(inventory_requests)
def test_an_inventory_sync_keeps_its_choices_too(request: InventorySyncRequest) -> None:
    assert inventory_request(checked(JOBS[INVENTORY_JOB], parameters_of(request))) == request


def test_a_reconciliation_knows_its_days() -> None:
    assert days_to_reconcile(checked(JOBS[RECONCILIATION_JOB], {"days": 3})) == 3
    assert days_to_reconcile(checked(JOBS[RECONCILIATION_JOB], {})) == 14


def test_jobs_end_in_their_time() -> None:
    assert {job.id: job.deadline.total_seconds() for job in sync_jobs()} == {
        ORDERS_JOB: 300,
        INVENTORY_JOB: 60,
        RECONCILIATION_JOB: 300,
    }


def test_every_shop_has_the_usual_schedules() -> None:
    entries = default_schedules(["north", "south"], "Europe/Berlin")

    of_north = {
        (entry.job, entry.parameters.get("mode", "")): entry.trigger
        for entry in entries
        if entry.shop == "north"
    }
    assert len(entries) == 10
    assert of_north == {
        (ORDERS_JOB, "full"): Interval(timedelta(minutes=15)),
        (ORDERS_JOB, "tracking_only"): Interval(timedelta(minutes=30)),
        (INVENTORY_JOB, "quick"): Interval(timedelta(minutes=10)),
        (INVENTORY_JOB, "full"): Cron("0 3 * * *"),
        (RECONCILIATION_JOB, ""): Cron("30 4 * * *"),
    }


@pytest.mark.parametrize("entry", default_schedules(["north"], "Europe/Berlin"))
def test_the_usual_schedules_are_right(entry: ScheduleEntry) -> None:
    """
    Known choices, times that come.
    """
    now = datetime(2026, 3, 2, tzinfo=UTC)

    assert checked(JOBS[entry.job], entry.parameters)
    assert len(ZonedCalendar().next_times(entry.trigger, entry.zone, now, 5)) == 5
