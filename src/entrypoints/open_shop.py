"""A shop with its use cases, opened for a while."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

import attrs
from dependency_injector import providers

from entrypoints.container.jtl_temu_adapters import JtlTemuAdapters
from entrypoints.container.shop_setups import shop_setup
from entrypoints.container.use_cases import UseCases
from entrypoints.settings.settings import Settings
from entrypoints.shop_setup import ShopSetup
from job_core.run import RunState
from job_core.use_cases.execute_run import Execution, Work
from job_core.watch import Watch
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError
from shared_kernel.run_context import Fact, RunContext
from temu_core.order import ShopId
from temu_core.use_cases.sync_inventory import InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncRequest, SyncResult

ORDERS_JOB = "temu_orders_sync"
INVENTORY_JOB = "temu_inventory_sync"
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

    @property
    def shop(self) -> ShopId:
        """
        The shop's id.
        """
        return self.setup.shop

    def sync_orders(
        self, request: OrderSyncRequest, watch: Watch | None = None
    ) -> Execution[SyncResult]:
        """
        Run the order sync once under its lease.
        """
        use_case = self.use_cases.sync_orders()
        return self._execute(
            ORDERS_JOB,
            lambda run: use_case(run, request),
            _facts(request),
            self.setup.orders_deadline,
            watch,
        )

    def sync_inventory(
        self, request: InventorySyncRequest, watch: Watch | None = None
    ) -> Execution[SyncResult]:
        """
        Run the inventory sync once under its lease.
        """
        use_case = self.use_cases.sync_inventory()
        return self._execute(
            INVENTORY_JOB,
            lambda run: use_case(run, request),
            _facts(request),
            self.setup.inventory_deadline,
            watch,
        )

    def by_person(self, work: Callable[[RunContext], T], **facts: Fact) -> T:
        """
        Do what a person asked for, recorded as a run of its own.

        Raises:
            NotDoneError: It was not done; says why.
        """
        execution: Execution[T] = self.use_cases.execute_run()(
            self.shop,
            Work(job=PERSON_JOB, run=work, parameters=facts, deadline=_PERSON_DEADLINE),
        )
        if execution.run.state is not RunState.SUCCESS or execution.result is None:
            raise NotDoneError(execution.run.error, code=execution.run.error_code)
        return execution.result

    def _execute(
        self,
        job: str,
        run: Callable[[RunContext], SyncResult],
        facts: Mapping[str, Fact],
        deadline: timedelta,
        watch: Watch | None,
    ) -> Execution[SyncResult]:
        work = Work(
            job=job,
            run=run,
            parameters=facts,
            deadline=deadline,
            incomplete=lambda result: result.incomplete,
        )
        execution: Execution[SyncResult] = self.use_cases.execute_run()(self.shop, work, watch)
        return execution


@contextmanager
def open_shop(
    settings: Settings,
    name: str | None,
    *,
    clock: Clock | None = None,
    recorded_run: str = "",
    demo: bool = False,
    deadline: timedelta | None = None,
) -> Iterator[OpenShop]:
    """
    Open a shop and close its connections at the end; nothing is asked yet.

    Args:
        name: Optional while there is one shop.
        clock: Overrides the machine's clock, for a demonstration.
        recorded_run: Read step 1's answers from this run instead of the network.
        demo: The outside world is the sandbox; nothing needs approval.
        deadline: Overrides how long a run may take.

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
    if recorded_run:
        adapters.recorded_run.override(providers.Object(recorded_run))
    try:
        yield OpenShop(
            setup=setup, use_cases=UseCases(adapters=adapters, setup=setup), adapters=adapters
        )
    finally:
        adapters.shutdown_resources()


def database_url(settings: Settings) -> str:
    """
    Return where our own database is, with its password: never to be shown.
    """
    return settings.own_database.render_as_string(hide_password=False)


def _facts(request: OrderSyncRequest | InventorySyncRequest) -> Mapping[str, Fact]:
    facts: dict[str, Fact] = {"mode": request.mode.value, "dry_run": request.dry_run}
    if isinstance(request, OrderSyncRequest):
        facts["days_back"] = request.days_back
        facts["status"] = request.status.value if request.status else None
    return facts
