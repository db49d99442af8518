"""The person who looks after a shop."""

from collections.abc import Callable
from typing import TypeVar

import attrs
from tests.unit.workflows.world import NORTH, ShopWorld

from job_core.run import RunState
from shared_kernel.run_context import RunContext
from shared_kernel.sku import Sku
from temu_core.confirmation import Acceptance
from temu_core.ledger import Remedy
from temu_core.order import OrderNumber
from temu_core.package import CarrierId
from temu_core.plan import PlanKind
from temu_core.rules.remedies import Correction
from temu_core.use_cases.mend_orders import Mended
from temu_core.use_cases.sync_inventory import InventorySyncMode

T = TypeVar("T")


@attrs.frozen
class Person:
    """
    Does by hand what the connector leaves to people.
    """

    world: ShopWorld
    name: str = "ada"

    def mend(self, number: OrderNumber, remedy: Remedy, **correction: str) -> Mended:
        """
        Apply a remedy to a held order; keywords are fields of ``Correction``.
        """
        mend = self.world.use_cases.mend_orders()
        wanted = [Correction(**correction)] if correction else []
        return self._do(
            lambda run: mend(run, [number], remedy, person=self.name, corrections=wanted)
        )

    def map_sku(self, sku: str, article: str) -> Mended:
        """
        Say which article of the ERP a marketplace number is.
        """
        map_sku = self.world.use_cases.map_sku()
        return self._do(lambda run: map_sku(run, Sku(sku), Sku(article), person=self.name))

    def map_carrier(self, shipping_method: str, carrier: CarrierId) -> Mended:
        """
        Say which carrier of the marketplace a shipping method is.
        """
        map_carrier = self.world.use_cases.map_carrier()
        return self._do(lambda run: map_carrier(run, shipping_method, carrier, person=self.name))

    def ship_despite(self, number: OrderNumber, *acceptance: Acceptance) -> Mended:
        """
        Decide that an order is shipped although the buyer asked for something.
        """
        accept = self.world.use_cases.accept_requests()
        return self._do(lambda run: accept(run, number, acceptance, person=self.name))

    def stop(self) -> None:
        """
        Stop all outside writes.
        """
        register, at = self.world.books.shop_register, self.world.clock.now()
        self._do(lambda run: register.stop(run.fence, by=self.name, at=at))

    def resume(self) -> None:
        """
        Allow outside writes again.
        """
        register, at = self.world.books.shop_register, self.world.clock.now()
        self._do(lambda run: register.resume(run.fence, by=self.name, at=at))

    def accept_erp(self, change: str) -> None:
        """
        Say that the ERP may be worked with as it is now.
        """
        accept = self.world.use_cases.accept_erp()
        self._do(lambda run: accept(run, change, by=self.name))

    def refused_erp(self, change: str) -> str:
        """
        Try to accept what waits no more; return the code.
        """
        accept = self.world.use_cases.accept_erp()
        executed = self.world.run("person", lambda run: accept(run, change, by=self.name))
        assert executed.run.state is RunState.FAILED
        return executed.run.error_code

    def approve(self) -> None:
        """
        Approve the newest waiting plan, and with it that this shop is written to at all.
        """
        books, at = self.world.books, self.world.clock.now()
        plan = books.plans.waiting(NORTH)[0]

        def approve(run: RunContext) -> None:
            assert books.plans.approve(run.fence, plan.id, by=self.name, at=at)
            books.shop_register.approve(run.fence, by=self.name, at=at)

        self._do(approve)

    def apply(self, plan_id: int) -> None:
        """
        Agree to a plan as it was shown, and run its job at once.
        """
        approve = self.world.use_cases.approve_plan()
        stored = self._do(lambda run: approve(run, plan_id, by=self.name, as_shown=True))
        if stored.plan.kind is PlanKind.STOCK:
            self.world.sync_inventory(mode=InventorySyncMode.QUICK)
        else:
            self.world.sync_orders()

    def refused_plan(self, plan_id: int) -> tuple[str, str]:
        """
        Try to apply a plan that cannot be applied; return code and sentence.
        """
        approve = self.world.use_cases.approve_plan()
        executed = self.world.run(
            "person", lambda run: approve(run, plan_id, by=self.name, as_shown=True)
        )
        assert executed.run.state is RunState.FAILED
        return executed.run.error_code, executed.run.error

    def _do(self, work: Callable[[RunContext], T]) -> T:
        done: list[T] = []
        executed = self.world.run("person", lambda run: done.append(work(run)))
        assert executed.run.state is RunState.SUCCESS, executed.run.error
        return done[0]
