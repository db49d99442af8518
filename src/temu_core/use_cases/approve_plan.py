"""Let a person agree to what a run wants to write outside."""

from collections.abc import Iterator
from itertools import islice

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Level, RunContext
from temu_core.batches import in_batches
from temu_core.order import OrderNumber, ShopId
from temu_core.plan import APPROVAL_HOLDS, Plan, PlanKind, PlanState, StoredPlan
from temu_core.ports.offer_book import OfferBook
from temu_core.ports.order_book import OrderBook
from temu_core.ports.plans import Plans
from temu_core.ports.shop_register import ShopRegister
from temu_core.rules.plan_changes import offer_changes, order_changes

_OVER = frozenset({PlanState.APPLIED, PlanState.NEEDLESS})
_NAMED = 5
_AT_ONCE = 1_000


class PlanOutdatedError(RejectedError):
    """
    What a plan was computed from has changed; carries what changed.
    """

    def __init__(self, plan_id: int, changes: tuple[str, ...], more: int) -> None:
        others = f"; and {more} more" if more else ""
        super().__init__(
            f"plan {plan_id} is out of date: {'; '.join(changes)}{others}. "
            "The next run makes a new one.",
            code="plan_outdated",
            field="plan_id",
        )
        self.changes = changes


@attrs.frozen(kw_only=True)
class ApprovePlan:
    """
    Record a person's approval of one plan, and of writing outside at all.

    The approval itself writes nothing outside: the run that applies the plan
    computes it anew, and only what was shown is covered.
    """

    plans: Plans
    register: ShopRegister
    order_book: OrderBook
    offer_book: OfferBook
    clock: Clock

    def __call__(
        self, run: RunContext, plan_id: int, *, by: str, as_shown: bool = False
    ) -> StoredPlan:
        """
        Return the plan, approved.

        Args:
            as_shown: Refuse when something it was computed from has changed.  A plan
                that is approved already stays so, until the approval is too old.

        Raises:
            RejectedError: ``unknown_plan``: no such plan, or it was applied; PlanOutdatedError.
        """
        shop, now = ShopId(run.fence.shop), self.clock.now()
        stored = self.plans.get(shop, plan_id)
        if stored is None or stored.state in _OVER:
            raise _unknown(plan_id)
        if as_shown:
            self._refuse_outdated(shop, stored)
        if as_shown and stored.state is PlanState.APPROVED:
            if stored.decided_at is not None and now - stored.decided_at >= APPROVAL_HOLDS:
                raise PlanOutdatedError(plan_id, ("it was approved more than a day ago",), 0)
        elif not self.plans.approve(run.fence, plan_id, by=by, at=now):
            raise _unknown(plan_id)
        self.register.approve(run.fence, by=by, at=now)
        run.note(Level.INFO, f"plan {plan_id} approved by {by}", writes=len(stored.plan.writes))
        return stored

    def _refuse_outdated(self, shop: ShopId, stored: StoredPlan) -> None:
        changes = self._changes(shop, stored.plan)
        first = tuple(islice(changes, _NAMED))
        if first:
            raise PlanOutdatedError(stored.id, first, sum(1 for _ in changes))

    def _changes(self, shop: ShopId, plan: Plan) -> Iterator[str]:
        if plan.kind is PlanKind.STOCK:
            wanted = {key for write in plan.writes for key in write.keys}
            offers = {
                key: offer
                for offer in self.offer_book.active(shop)
                if (key := str(offer.sku_id)) in wanted
            }
            yield from offer_changes(plan, offers)
            return
        for writes in in_batches(plan.writes, _AT_ONCE):
            numbers = {OrderNumber(key) for write in writes for key in write.keys}
            part = attrs.evolve(plan, writes=writes)
            yield from order_changes(part, self.order_book.read(shop, numbers))


def _unknown(plan_id: int) -> RejectedError:
    return RejectedError(
        f"there is no waiting plan {plan_id}; it was applied, became needless, or a newer one "
        "took its place",
        code="unknown_plan",
        field="plan_id",
    )
