"""Whether a plan may be written outside."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import Level, RunContext
from temu_core.order import ShopId
from temu_core.plan import ApprovalUse, Plan, PlanKind, PlanState, StoredPlan
from temu_core.ports.plans import Plans
from temu_core.ports.shop_register import ShopRegister


@attrs.frozen(kw_only=True)
class Permission:
    """
    The gate's answer, with its reason when it is no.
    """

    granted: bool
    why_not: str = ""
    #: The approved plan this permission comes from, when one was needed.
    plan_id: int | None = None

    def use(self, plan: Plan, at: datetime, *, last: bool) -> ApprovalUse | None:
        """
        Return what writing *plan* takes from the approval; None when none was needed.

        Args:
            at: When the writes begin.
            last: No further part of the plan follows in this run.
        """
        if self.plan_id is None:
            return None
        return ApprovalUse(plan_id=self.plan_id, writes=plan.writes, at=at, last=last)


@attrs.frozen(kw_only=True)
class WriteGate:
    """
    The one place that says no to outside writes.

    No: the shop is stopped, this is a dry run, the ERP is not made as the shop
    knows it, the shop's first plan was never approved, or a guard wants a person
    to look.  A plan that needs approval is
    stored and shown; the same plan found again after approval may be applied.
    The approval ends in the transactions that record the writes, so a crash
    between two of them leaves approved what was not begun, and nothing else.
    """

    plans: Plans
    register: ShopRegister
    clock: Clock
    #: True for a real shop: nothing is written before a person approved once.
    first_plan_needs_approval: bool
    #: Why this machine hands no orders over; empty when it does.
    export_blocked: str = ""

    def __call__(
        self, run: RunContext, plan: Plan, *, dry_run: bool, more: bool = False
    ) -> Permission:
        """
        Return whether *plan* may be applied now; a no is noted in the run log.

        Args:
            more: Another plan of this kind follows in this run, and that one is doubtful.
        """
        if not plan.writes:
            # Stock is planned as a whole.  An order or a parcel may only not be in this part,
            # or could not be asked about: what waits for it may still be wanted.
            if plan.kind is PlanKind.STOCK and not dry_run and not more:
                self._put_away(run, plan.kind, self._waiting(run))
            return Permission(granted=True)
        if dry_run:
            return self._no(run, plan, "this is a dry run")
        switches = self.register.switches(ShopId(run.fence.shop))
        if switches.stopped:
            return self._no(run, plan, f"outside writes were stopped by {switches.stopped_by}")
        if switches.erp_change:
            return self._no(
                run, plan, f"the ERP changed, and nobody accepted it yet: {switches.erp_change}"
            )
        if plan.kind is PlanKind.EXPORT and self.export_blocked:
            return self._no(run, plan, self.export_blocked)
        reason = plan.approval_reason
        if not reason and self.first_plan_needs_approval and switches.approved_at is None:
            reason = "the first plan of a shop must be approved once"
        if not reason:
            waiting = self._waiting(run)
            if not more:
                self._put_away(run, plan.kind, waiting)
            return Permission(granted=True, plan_id=self._approved(plan, waiting))
        shown = attrs.evolve(plan, approval_reason=reason)
        stored = self.plans.store(run.fence, shown, self.clock.now())
        if stored.state is PlanState.APPROVED:
            return Permission(granted=True, plan_id=stored.id)
        return self._no(
            run, plan, f"plan {stored.id} waits for approval: {reason}", plan_id=stored.id
        )

    def _waiting(self, run: RunContext) -> Sequence[StoredPlan]:
        return self.plans.waiting(ShopId(run.fence.shop))

    def _approved(self, plan: Plan, waiting: Sequence[StoredPlan]) -> int | None:
        """
        Return the approved plan this one carries out, though nobody had to be asked.

        The first approval of a shop opens the gate for all that follows; what it
        was given for is done with this plan.
        """
        now = self.clock.now()
        return next((stored.id for stored in waiting if stored.covers_part_of(plan, now)), None)

    def _put_away(self, run: RunContext, kind: PlanKind, waiting: Sequence[StoredPlan]) -> None:
        """
        End what still waits of a kind of which all that is wanted goes without approval.
        """
        if any(s.plan.kind is kind and s.state is PlanState.WAITING for s in waiting):
            self.plans.put_away(run.fence, kind, self.clock.now())
            run.note(Level.INFO, "nobody needs to approve any more what waited", plan=kind.value)

    def may_deliver(self, run: RunContext, *, dry_run: bool) -> bool:
        """
        Return whether exports that were decided earlier may go on.
        """
        if dry_run or self.export_blocked:
            return False
        switches = self.register.switches(ShopId(run.fence.shop))
        return not switches.stopped and not switches.erp_change

    def still_open(self, run: RunContext) -> bool:
        """
        Return whether nothing stopped the shop; asked again before each outside batch.

        Whoever throws the switch means the run under way as well.
        """
        switches = self.register.switches(ShopId(run.fence.shop))
        if switches.stopped:
            run.note(Level.WARNING, f"outside writes were stopped by {switches.stopped_by}")
        if switches.erp_change:
            run.note(Level.WARNING, f"the ERP changed meanwhile: {switches.erp_change}")
        return not switches.stopped and not switches.erp_change

    @staticmethod
    def _no(run: RunContext, plan: Plan, why: str, *, plan_id: int | None = None) -> Permission:
        run.note(
            Level.WARNING,
            f"nothing is written: {why}",
            plan=plan.kind.value,
            writes=len(plan.writes),
        )
        run.count(planned=len(plan.writes))
        return Permission(granted=False, why_not=why, plan_id=plan_id)
