"""A shop with its use cases, opened for a while."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import TypeVar

import attrs
from dependency_injector import providers

from entrypoints.container.job_use_cases import InlineRunQueue, JobUseCases
from entrypoints.container.jtl_temu_adapters import JtlTemuAdapters
from entrypoints.container.rate_limits import RateLimits, open_rate_limits
from entrypoints.container.shop_setups import shop_setup
from entrypoints.container.use_cases import UseCases
from entrypoints.foreground import Foreground
from entrypoints.held_answers import held_answers
from entrypoints.jobs import (
    INVENTORY_JOB,
    ORDERS_JOB,
    RECONCILIATION_JOB,
    ShopJobs,
    applying_run,
    days_to_reconcile,
    default_schedules,
    inventory_request,
    order_request,
    parameters_of,
    sync_jobs,
)
from entrypoints.settings.settings import Settings
from entrypoints.shop_setup import ShopSetup
from job_core.job import RetryPolicy
from job_core.ports.log_sink import LogSink
from job_core.rules.retention import Retention
from job_core.run import Run, RunState
from job_core.use_cases.execute_run import Execution, Work
from job_core.watch import Watch
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError
from shared_kernel.run_context import Fact, RunContext
from temu_core.order import ShopId
from temu_core.plan import PlanKind
from temu_core.privacy import CutOffs, Held
from temu_core.use_cases.sync_inventory import InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncRequest, SyncResult
from temu_core.use_cases.take_orders import LIST_MOVED, UPDATES

#: The lease under which a person's own changes are written.
PERSON_JOB = "person"

_PERSON_DEADLINE = timedelta(minutes=5)

T = TypeVar("T")


class NotDoneError(ConnectorError):
    """
    What a person asked for was not done; says why.
    """


@attrs.frozen(kw_only=True)
class OpenShop:
    """
    One shop's use cases over its adapters, and the ways to run them.
    """

    setup: ShopSetup
    use_cases: UseCases
    adapters: JtlTemuAdapters
    #: Connections are made with the first use case; by one thread only.
    building: threading.Lock = attrs.field(factory=threading.Lock, repr=False, eq=False)

    @property
    def zone(self) -> str:
        """
        The time zone in which schedules are meant: the ERP's.
        """
        return self.adapters.settings().erp.zone

    @property
    def shop(self) -> ShopId:
        """
        The shop's id.
        """
        return self.setup.shop

    def orders_known_until(self) -> datetime | None:
        """
        Return up to when all orders of the marketplace are known to be stored.
        """
        return self.adapters.watermarks().read(self.shop, UPDATES)

    def work(self, run: Run, context: RunContext) -> SyncResult:
        """
        Do a run's work.  Thread-safe.
        """
        if run.job == ORDERS_JOB:
            return self._sync_orders(context, order_request(run.parameters))
        if run.job == RECONCILIATION_JOB:
            with self.building:
                reconcile = self.use_cases.reconcile_orders()
            report = reconcile(context, days=days_to_reconcile(run.parameters))
            return SyncResult(plans=(), incomplete="" if report.complete else LIST_MOVED)
        with self.building:
            sync_inventory = self.use_cases.sync_inventory()
        stock: SyncResult = sync_inventory(context, inventory_request(run.parameters))
        return stock

    def _sync_orders(self, context: RunContext, request: OrderSyncRequest) -> SyncResult:
        files = self.adapters.order_files()
        files.forget_old(self.adapters.clock().now())
        with self.building:
            sync_orders = self.use_cases.sync_orders(**self._listed_by(request))
        result: SyncResult = sync_orders(context, request)
        # A run that fails may be tried again, so the file goes only with its success.
        files.forget(request.file)
        return result

    def _listed_by(self, request: OrderSyncRequest) -> Mapping[str, object]:
        """
        Return what the use case must be built with so that step 1 reads the request's file.
        """
        if not request.file:
            return {}
        feed = self.adapters.file_feed(path=self.adapters.order_files().path(request.file))
        return {
            "take_orders__walk_orders__feed": feed,
            "take_orders__fetch_details__feed": feed,
            "take_orders__from_network": False,
        }

    def sync_orders(
        self, request: OrderSyncRequest, watch: Watch | None = None, *, by: str = ""
    ) -> Execution[SyncResult]:
        """
        Run the order sync here and now.
        """
        return self.foreground()(self.shop, ORDERS_JOB, parameters_of(request), by=by, watch=watch)

    def sync_inventory(
        self, request: InventorySyncRequest, watch: Watch | None = None, *, by: str = ""
    ) -> Execution[SyncResult]:
        """
        Run the inventory sync here and now.
        """
        return self.foreground()(
            self.shop, INVENTORY_JOB, parameters_of(request), by=by, watch=watch
        )

    def reconcile(
        self, days: int, watch: Watch | None = None, *, by: str = ""
    ) -> Execution[SyncResult]:
        """
        Hold the marketplace against our books here and now; the report is stored.
        """
        return self.foreground()(self.shop, RECONCILIATION_JOB, {"days": days}, by=by, watch=watch)

    def apply(
        self, kind: PlanKind, watch: Watch | None = None, *, by: str = ""
    ) -> Execution[SyncResult]:
        """
        Run the job that applies plans of *kind* here and now.
        """
        job, parameters = applying_run(kind)
        return self.foreground()(self.shop, job, parameters, by=by, watch=watch)

    def foreground(self) -> Foreground:
        """
        Return the way to do runs of this shop here and now.

        What fails is not tried again by itself: somebody looks on and decides.
        """
        results: dict[str, SyncResult] = {}
        queue = InlineRunQueue()
        catalogue = ShopJobs(
            works={self.shop: self.work},
            known=sync_jobs(
                orders_deadline=self.setup.orders_deadline,
                inventory_deadline=self.setup.inventory_deadline,
                retry=RetryPolicy(most=1),
            ),
            told=lambda run, result: results.update({run.id: result}),
        )
        return Foreground(
            use_cases=JobUseCases(adapters=self.adapters, catalogue=catalogue, queue=queue),
            queue=queue,
            leases=self.adapters.leases(),
            run_book=self.adapters.run_book(),
            clock=self.adapters.clock(),
            results=results,
        )

    def held_personal_data(self) -> tuple[Sequence[Held], datetime]:
        """
        Return what is held of buyers, and as of when.
        """
        now = self.adapters.clock().now()
        cut_offs = CutOffs.of(self.setup.retention, now)
        of_shop = self.adapters.personal_data().held(self.shop, cut_offs)
        of_all = held_answers(self.adapters.answered_requests(), now - Retention().of_answers)
        return [*of_shop, *of_all], now

    def forget_buyers(self, *, by: str = "") -> int:
        """
        Erase now what is due; return how many orders were erased.
        """
        with self.building:
            forget = self.use_cases.forget_buyers()
        return self.by_person(forget, by=by, what="forget buyers")

    def seed_schedules(self) -> None:
        """
        Give the jobs their usual schedules, unless they have some.
        """
        self.adapters.schedule_book().seed(
            default_schedules(
                [self.shop], self.zone, files_only=[self.shop] if self.setup.files_only else ()
            )
        )

    def by_person(self, work: Callable[[RunContext], T], *, by: str = "", **facts: Fact) -> T:
        """
        Do what a person asked for, recorded as a run of its own.

        Raises:
            NotDoneError: It was not done; says why.
        """
        execution: Execution[T] = self.use_cases.execute_run()(
            self.shop,
            Work(
                job=PERSON_JOB,
                run=work,
                parameters=facts,
                deadline=_PERSON_DEADLINE,
                stays_inside=True,
            ),
            by=by,
        )
        if execution.run.state is not RunState.SUCCESS or execution.result is None:
            raise NotDoneError(execution.run.error, code=execution.run.error_code)
        return execution.result


@contextmanager
def open_shop(
    settings: Settings,
    name: str | None,
    *,
    clock: Clock | None = None,
    recorded_run: str = "",
    demo: bool = False,
    deadline: timedelta | None = None,
    log_sink: LogSink | None = None,
    rate_limits: RateLimits | None = None,
) -> Iterator[OpenShop]:
    """
    Open a shop and close its connections at the end; nothing is asked yet.

    Args:
        name: Optional while there is one shop.
        clock: Overrides the machine's clock, for a demonstration.
        recorded_run: Read step 1's answers from this run instead of the network.
        demo: The outside world is the sandbox; nothing needs approval.
        deadline: Overrides how long a run may take.
        log_sink: Where runs log to, in a process that has one for all shops.
        rate_limits: The limits that all shops of a process share.

    Raises:
        RejectedError: No such shop, or its settings are wrong.
    """
    shop, shop_settings = settings.shop(name)
    setup = shop_setup(settings, shop, demo=demo, recorded=bool(recorded_run), deadline=deadline)
    adapters = JtlTemuAdapters(
        settings=settings,
        shop_settings=shop_settings,
        setup=setup,
        database_url=database_url(settings),
    )
    if clock is not None:
        adapters.clock.override(clock)
    if log_sink is not None:
        adapters.log_sink.override(providers.Object(log_sink))
    if recorded_run:
        adapters.recorded_run.override(providers.Object(recorded_run))
    limits = nullcontext(rate_limits) if rate_limits else open_rate_limits(settings, _unheard)
    with limits as shared:
        adapters.rate_limits.override(providers.Object(shared))
        try:
            yield OpenShop(
                setup=setup, use_cases=UseCases(adapters=adapters, setup=setup), adapters=adapters
            )
        finally:
            adapters.shutdown_resources()


def _unheard(_text: str) -> None:
    """
    Say nothing: a command keeps to its own share, and that is all.
    """


def database_url(settings: Settings) -> str:
    """
    Return where our own database is, with its password: never to be shown.
    """
    return settings.own_database.render_as_string(hide_password=False)
