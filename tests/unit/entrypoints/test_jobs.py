"""The jobs as every caller sees them."""

from datetime import UTC, datetime, timedelta

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
from temu_core.order import MarketplaceStatus
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncMode, OrderSyncRequest

JOBS = {job.id: job for job in sync_jobs()}

order_requests = st.builds(
    OrderSyncRequest,
    mode=st.sampled_from(OrderSyncMode),
    days_back=st.none() | st.integers(1, 90),
    status=st.none() | st.sampled_from(MarketplaceStatus),
    dry_run=st.booleans(),
)
inventory_requests = st.builds(
    InventorySyncRequest, mode=st.sampled_from(InventorySyncMode), dry_run=st.booleans()
)


@given(order_requests)
def test_an_order_sync_keeps_its_choices_through_the_record(request: OrderSyncRequest) -> None:
    assert order_request(checked(JOBS[ORDERS_JOB], parameters_of(request))) == request


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
