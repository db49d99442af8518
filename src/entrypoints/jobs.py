"""The jobs of a shop: what may be chosen, how long they take, when they are due."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias

import attrs

from job_core.job import Job, Parameter, ParameterKind, RetryPolicy
from job_core.ports.job_catalogue import JobCatalogue
from job_core.rules.parameters import names_in
from job_core.run import Run
from job_core.schedule import Cron, Interval, ScheduleEntry, Trigger
from shared_kernel.run_context import Fact, RunContext
from temu_core.order import MarketplaceStatus
from temu_core.plan import PlanKind
from temu_core.rules.backfill import Backfill, complaint
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncMode, OrderSyncRequest, SyncResult

ORDERS_JOB = "temu_orders_sync"
INVENTORY_JOB = "temu_inventory_sync"
RECONCILIATION_JOB = "temu_reconciliation"

#: So many days are held against the marketplace unless somebody chooses otherwise.
RECONCILED_DAYS = 14

#: Does a run's work for one shop.
ShopWork: TypeAlias = Callable[[Run, RunContext], SyncResult]

_DRY_RUN = Parameter(
    name="dry_run",
    kind=ParameterKind.SWITCH,
    description="Show what would be written outside, and write nothing there.",
    default=False,
)


def sync_jobs(
    *,
    orders_deadline: timedelta = timedelta(seconds=300),
    inventory_deadline: timedelta = timedelta(seconds=60),
    retry: RetryPolicy | None = None,
) -> tuple[Job, ...]:
    """
    Return the jobs that every shop has.
    """
    retry = retry or RetryPolicy()
    return (
        Job(
            id=ORDERS_JOB,
            description="Take orders from the marketplace to the ERP, and parcels back.",
            parameters=(
                _mode(OrderSyncMode, "full: all five steps; tracking_only: parcels (4 and 5)."),
                Parameter(
                    name="days_back",
                    kind=ParameterKind.WHOLE_NUMBER,
                    description="List what changed in so many days, however much is known.",
                    least=1,
                    most=90,
                ),
                Parameter(
                    name="parent_order_status",
                    kind=ParameterKind.CHOICE,
                    description="Only orders of this status; what is new is not ticked off.",
                    choices=tuple(status.value for status in MarketplaceStatus),
                ),
                Parameter(
                    name="numbers",
                    kind=ParameterKind.NAMES,
                    description="Only these orders, at most 1000; what is new is not ticked off.",
                ),
                Parameter(
                    name="placed_from",
                    kind=ParameterKind.DAY,
                    description="Only orders placed from this day on, with placed_to.",
                ),
                Parameter(
                    name="placed_to",
                    kind=ParameterKind.DAY,
                    description="Only orders placed until this day, at most 90 days.",
                ),
                Parameter(
                    name="csv",
                    kind=ParameterKind.TEXT,
                    description="Take the orders of this file, kept by POST /api/orders/csv.",
                ),
                _DRY_RUN,
            ),
            deadline=orders_deadline,
            together=_backfill_complaint,
            retry=retry,
        ),
        Job(
            id=INVENTORY_JOB,
            description="Take the ERP's stock to the marketplace.",
            parameters=(
                _mode(InventorySyncMode, "full: all four steps; quick: compute and send only."),
                _DRY_RUN,
            ),
            deadline=inventory_deadline,
            retry=retry,
        ),
        Job(
            id=RECONCILIATION_JOB,
            description="Ask the marketplace afresh and hold its orders against our books.",
            parameters=(
                Parameter(
                    name="days",
                    kind=ParameterKind.WHOLE_NUMBER,
                    description="Orders placed in so many days.",
                    default=RECONCILED_DAYS,
                    least=1,
                    most=90,
                ),
            ),
            deadline=orders_deadline,
            retry=retry,
        ),
    )


def default_schedules(
    shops: Sequence[str], zone: str, *, files_only: Collection[str] = ()
) -> Sequence[ScheduleEntry]:
    """
    Return when the jobs of these shops are due until a person decides otherwise.

    Args:
        files_only: Shops without access to the marketplace; only their orders are due.
    """
    times: Sequence[tuple[str, str, Mapping[str, Fact], Trigger]] = (
        (ORDERS_JOB, "full", {"mode": "full"}, Interval(timedelta(minutes=15))),
        (ORDERS_JOB, "tracking", {"mode": "tracking_only"}, Interval(timedelta(minutes=30))),
        (INVENTORY_JOB, "quick", {"mode": "quick"}, Interval(timedelta(minutes=10))),
        (INVENTORY_JOB, "full", {"mode": "full"}, Cron("0 3 * * *")),
        (RECONCILIATION_JOB, "daily", {"days": RECONCILED_DAYS}, Cron("30 4 * * *")),
    )
    return [
        ScheduleEntry(
            shop=shop,
            job=job,
            name=name,
            trigger=trigger,
            parameters=MappingProxyType(dict(chosen)),
            zone=zone,
        )
        for shop in shops
        for job, name, chosen, trigger in times
        if job == ORDERS_JOB or shop not in files_only
    ]


def order_request(chosen: Mapping[str, Fact]) -> OrderSyncRequest:
    """
    Return what a run's parameters ask of the order sync.
    """
    days, status = chosen.get("days_back"), chosen.get("parent_order_status")
    return OrderSyncRequest(
        mode=OrderSyncMode(chosen.get("mode", "full")),
        days_back=int(days) if days is not None else None,
        status=MarketplaceStatus(status) if status is not None else None,
        dry_run=bool(chosen.get("dry_run")),
        backfill=_backfill(chosen),
        file=str(chosen.get("csv") or ""),
    )


def inventory_request(chosen: Mapping[str, Fact]) -> InventorySyncRequest:
    """
    Return what a run's parameters ask of the inventory sync.
    """
    return InventorySyncRequest(
        mode=InventorySyncMode(chosen.get("mode", "full")), dry_run=bool(chosen.get("dry_run"))
    )


def applying_run(kind: PlanKind) -> tuple[str, Mapping[str, Fact]]:
    """
    Return the job that applies plans of *kind*, and with which choices it does nothing needless.
    """
    return {
        PlanKind.EXPORT: (ORDERS_JOB, {"mode": OrderSyncMode.FULL.value}),
        PlanKind.CONFIRM: (ORDERS_JOB, {"mode": OrderSyncMode.TRACKING_ONLY.value}),
        PlanKind.STOCK: (INVENTORY_JOB, {"mode": InventorySyncMode.QUICK.value}),
    }[kind]


def days_to_reconcile(chosen: Mapping[str, Fact]) -> int:
    """
    Return how many days a run's parameters ask the reconciliation for.
    """
    return int(chosen.get("days") or RECONCILED_DAYS)


def parameters_of(request: OrderSyncRequest | InventorySyncRequest) -> Mapping[str, Fact]:
    """
    Return a request as a run's parameters; the other way round of the two above.
    """
    chosen: dict[str, Fact] = {"mode": request.mode.value, "dry_run": request.dry_run}
    if isinstance(request, OrderSyncRequest):
        chosen["days_back"] = request.days_back
        chosen["parent_order_status"] = request.status.value if request.status else None
        chosen["csv"] = request.file or None
        wanted = request.backfill
        chosen["numbers"] = " ".join(wanted.numbers) or None
        chosen["placed_from"] = wanted.placed_from.isoformat() if wanted.placed_from else None
        chosen["placed_to"] = wanted.placed_to.isoformat() if wanted.placed_to else None
    return chosen


def _backfill(chosen: Mapping[str, Fact]) -> Backfill:
    return Backfill(
        numbers=names_in(str(chosen.get("numbers") or "")),
        placed_from=_day(chosen.get("placed_from")),
        placed_to=_day(chosen.get("placed_to")),
    )


def _backfill_complaint(chosen: Mapping[str, Fact]) -> tuple[str, str] | None:
    wanted = _backfill(chosen)
    if wanted and chosen.get("mode") != OrderSyncMode.FULL.value:
        return "mode", "orders are taken in mode full only"
    return complaint(wanted.numbers, wanted.placed_from, wanted.placed_to)


def _day(value: Fact) -> date | None:
    return date.fromisoformat(str(value)) if value is not None else None


def _unheard(_run: Run, _result: SyncResult) -> None:
    """
    Tell nobody.
    """


@attrs.frozen(kw_only=True)
class ShopJobs(JobCatalogue):
    """
    The jobs over the shops that this process has opened.
    """

    works: Mapping[str, ShopWork]
    known: tuple[Job, ...] = attrs.field(factory=sync_jobs)
    #: Hears what a run's work came to, for somebody who looks on.
    told: Callable[[Run, SyncResult], None] = _unheard

    def shops(self) -> Sequence[str]:
        """
        Return the shops by name.
        """
        return sorted(self.works)

    def jobs(self) -> Sequence[Job]:
        """
        Return the jobs.
        """
        return self.known

    def work(self, run: Run, context: RunContext) -> str:
        """
        Do the run's work.
        """
        result = self.works[run.shop](run, context)
        self.told(run, result)
        return result.incomplete


def _mode(modes: type[OrderSyncMode] | type[InventorySyncMode], description: str) -> Parameter:
    return Parameter(
        name="mode",
        kind=ParameterKind.CHOICE,
        description=description,
        default="full",
        choices=tuple(mode.value for mode in modes),
    )
