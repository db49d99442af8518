"""Plans in memory."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.plan import ApprovalUse, Plan, PlanKind, PlanState, StoredPlan
from temu_core.ports.plans import Plans


@attrs.frozen
class MemoryPlans(Plans):
    """
    Plans in a memory store.
    """

    # Not "store" as elsewhere: that is a method of this port.
    tables: MemoryStore

    def store(self, fence: Fence, plan: Plan, at: datetime) -> StoredPlan:
        with self.tables.fenced(fence) as tables:
            for stored in _of_kind(tables, fence.shop, plan):
                if stored.allows(plan, at):
                    return stored
            _drop_superseded(tables, fence.shop, plan)
            known = _same(tables, fence.shop, plan)
            if known is not None and known.state is PlanState.WAITING:
                return known
            waiting = StoredPlan(
                id=tables.next_id() if known is None else known.id,
                plan=plan,
                state=PlanState.WAITING,
                stored_at=at,
                decided_by="",
            )
            tables.plans[fence.shop, waiting.id] = waiting
            return waiting

    def put_away(self, fence: Fence, kind: PlanKind, at: datetime) -> int:
        with self.tables.fenced(fence) as tables:
            found = [
                stored
                for (owner, _), stored in tables.plans.items()
                if owner == fence.shop
                and stored.plan.kind is kind
                and stored.state is PlanState.WAITING
            ]
            for stored in found:
                needless = attrs.evolve(stored, state=PlanState.NEEDLESS)
                tables.plans[fence.shop, stored.id] = needless
                tables.plans_applied[fence.shop, stored.id] = at
            return len(found)

    def waiting(self, shop: ShopId, limit: int = 50) -> Sequence[StoredPlan]:
        found = [
            stored
            for (owner, _), stored in self.tables.read().plans.items()
            if owner == shop and stored.state in (PlanState.WAITING, PlanState.APPROVED)
        ]
        found.sort(key=lambda stored: (stored.stored_at, stored.id), reverse=True)
        return found[:limit]

    def get(self, shop: ShopId, plan_id: int) -> StoredPlan | None:
        return self.tables.read().plans.get((shop, plan_id))

    def approve(self, fence: Fence, plan_id: int, *, by: str, at: datetime) -> bool:
        with self.tables.fenced(fence) as tables:
            stored = tables.plans.get((fence.shop, plan_id))
            if stored is None or stored.state is not PlanState.WAITING:
                return False
            tables.plans[fence.shop, plan_id] = attrs.evolve(
                stored,
                state=PlanState.APPROVED,
                decided_by=by,
                decided_at=at,
                approved=frozenset(write.fingerprint for write in stored.plan.writes),
            )
            return True


def use_approval(tables: Tables, fence: Fence, use: ApprovalUse | None) -> None:
    """
    Take the writes of *use* from its approval; with the last the plan is applied.
    """
    stored = tables.plans.get((fence.shop, use.plan_id)) if use is not None else None
    if use is None or stored is None or stored.state is not PlanState.APPROVED:
        return
    left = frozenset() if use.last else frozenset(stored.approved) - use.fingerprints
    state = PlanState.APPLIED if use.last else PlanState.APPROVED
    tables.plans[fence.shop, use.plan_id] = attrs.evolve(stored, state=state, approved=left)
    if use.last:
        tables.plans_applied[fence.shop, use.plan_id] = use.at


def _of_kind(tables: Tables, shop: str, plan: Plan) -> list[StoredPlan]:
    return [
        stored
        for (owner, _), stored in tables.plans.items()
        if owner == shop and stored.plan.kind is plan.kind
    ]


def _same(tables: Tables, shop: str, plan: Plan) -> StoredPlan | None:
    same = (s for s in _of_kind(tables, shop, plan) if s.plan.hash == plan.hash)
    return next(same, None)


def _drop_superseded(tables: Tables, shop: str, plan: Plan) -> None:
    for stored in _of_kind(tables, shop, plan):
        if stored.state is not PlanState.APPLIED and stored.plan.hash != plan.hash:
            del tables.plans[shop, stored.id]
