"""Ways to work where another run does, or where nobody allowed it."""

from datetime import datetime, timedelta

import attrs
from tests.simulation.mutants.mutation import Mutation, changing, over, replacing

from entrypoints.container.use_cases import UseCases
from job_core.ports.leases import Leases
from shared_kernel.run_context import Fence, RunContext
from temu_core.erp_shape import ErpColumn
from temu_core.order import ShopId
from temu_core.use_cases.check_erp import CheckErp


@attrs.frozen
class NoLease(Leases):
    """
    Gives the lease to whoever asks.
    """

    real: Leases

    def acquire(
        self, shop: str, job: str, *, holder: str, now: datetime, span: timedelta
    ) -> Fence | None:
        return self.real.acquire(shop, job, holder=holder, now=now + timedelta(days=1), span=span)

    def renew(self, fence: Fence, *, until: datetime) -> bool:
        return self.real.renew(fence, until=until)

    def release(self, fence: Fence) -> None:
        self.real.release(fence)

    def holder(self, shop: str, job: str, *, now: datetime) -> str | None:
        return self.real.holder(shop, job, now=now)


@attrs.frozen(kw_only=True)
class ChangedErpTaken(CheckErp):
    """
    Takes the ERP as it finds it.
    """

    def _hold(self, run: RunContext, columns: frozenset[ErpColumn], change: str) -> None:
        known = self.register.erp_columns(ShopId(run.fence.shop))
        self.register.know_erp(run.fence, columns, known=known)


def _gate_that_never_asks(use_cases: UseCases) -> None:
    use_cases.gate.add_kwargs(first_plan_needs_approval=False)


MUTATIONS = (
    Mutation(
        "no lease",
        "I8",
        over(lambda ports: attrs.evolve(ports, leases=NoLease(ports.leases))),
    ),
    Mutation("changed ERP taken as it is", "I8", replacing("check_erp", ChangedErpTaken)),
    Mutation("written before the first approval", "I8", changing(_gate_that_never_asks)),
)
