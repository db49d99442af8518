"""Plans in our database."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import attrs
import sqlalchemy as sa

from adapters.own_database.approvals import approve_writes, forget_approvals, left_of
from adapters.own_database.fence import fenced
from adapters.own_database.tables.settings import plans
from adapters.sql.transaction import reading
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.plan import Plan, PlanKind, PlannedWrite, PlanState, StoredPlan
from temu_core.ports.plans import Plans

_APPLIED = PlanState.APPLIED.value
_WAITING = PlanState.WAITING.value
_APPROVED = PlanState.APPROVED.value
_NOTHING: Mapping[int, Collection[str]] = MappingProxyType({})


@attrs.frozen
class SqlPlans(Plans):
    """
    One row per shop, kind and hash.
    """

    engine: sa.Engine

    def store(self, fence: Fence, plan: Plan, at: datetime) -> StoredPlan:
        """
        Look for an approval or the same plan, else insert it and remove what it supersedes.
        """
        with fenced(self.engine, fence) as connection:
            of_kind = sa.and_(plans.c.shop == fence.shop, plans.c.kind == plan.kind.value)
            approved = sa.select(plans).where(of_kind, plans.c.state == _APPROVED)
            for row in connection.execute(approved.order_by(plans.c.id)).mappings():
                stored = _stored(row, left_of(connection, fence.shop, [row["id"]]))
                if stored.allows(plan, at):
                    return stored
            this, others = plans.c.hash == plan.hash, plans.c.hash != plan.hash
            same = sa.select(plans).where(of_kind, this)
            known = connection.execute(same).mappings().one_or_none()
            if known is not None and known["state"] == _WAITING:
                return _stored(known)
            forget_approvals(connection, fence.shop, plan.kind.value)
            connection.execute(sa.delete(plans).where(of_kind, this))
            plan_id = _insert(connection, fence, plan, at)
            # Not before: SQLite gives the highest id anew once its row is gone, and whoever
            # approves by the id of a removed plan must not approve another one.
            superseded = sa.and_(of_kind, others, plans.c.state != _APPLIED)
            connection.execute(sa.delete(plans).where(superseded))
        return StoredPlan(
            id=plan_id, plan=plan, state=PlanState.WAITING, stored_at=at, decided_by=""
        )

    def put_away(self, fence: Fence, kind: PlanKind, at: datetime) -> int:
        """
        Change the state of what waits; the row stays, so that its id is given to no other.
        """
        update = (
            sa.update(plans)
            .where(
                plans.c.shop == fence.shop, plans.c.kind == kind.value, plans.c.state == _WAITING
            )
            .values(state=PlanState.NEEDLESS.value, applied_at=at)
        )
        with fenced(self.engine, fence) as connection:
            return connection.execute(update).rowcount

    def waiting(self, shop: ShopId, limit: int = 50) -> Sequence[StoredPlan]:
        """
        Read rows by their state.
        """
        query = (
            sa.select(plans)
            .where(plans.c.shop == shop, plans.c.state.in_([_WAITING, _APPROVED]))
            .order_by(plans.c.stored_at.desc(), plans.c.id.desc())
            .limit(limit)
        )
        with reading(self.engine) as connection:
            rows = connection.execute(query).mappings().all()
            left = left_of(connection, shop, [row["id"] for row in rows])
        return [_stored(row, left) for row in rows]

    def get(self, shop: ShopId, plan_id: int) -> StoredPlan | None:
        """
        Read one row.
        """
        query = sa.select(plans).where(plans.c.shop == shop, plans.c.id == plan_id)
        with reading(self.engine) as connection:
            row = connection.execute(query).mappings().one_or_none()
            left = left_of(connection, shop, [plan_id])
        return None if row is None else _stored(row, left)

    def approve(self, fence: Fence, plan_id: int, *, by: str, at: datetime) -> bool:
        """
        Change the state if it is still waiting, and write down what is approved.
        """
        this = sa.and_(plans.c.shop == fence.shop, plans.c.id == plan_id)
        update = (
            sa.update(plans)
            .where(this, plans.c.state == _WAITING)
            .values(state=_APPROVED, decided_by=by, decided_at=at)
        )
        with fenced(self.engine, fence) as connection:
            if connection.execute(update).rowcount != 1:
                return False
            row = connection.execute(sa.select(plans).where(this)).mappings().one()
            approve_writes(connection, fence.shop, plan_id, _stored(row).plan.writes)
            return True


def _insert(connection: sa.Connection, fence: Fence, plan: Plan, at: datetime) -> int:
    insert = sa.insert(plans).values(
        shop=fence.shop,
        kind=plan.kind.value,
        hash=plan.hash,
        body=_body(plan),
        state=_WAITING,
        stored_at=at,
        decided_by="",
    )
    (plan_id,) = connection.execute(insert).inserted_primary_key or (0,)
    return int(plan_id)


def _body(plan: Plan) -> str:
    content = {
        "writes": [_columns(write) for write in plan.writes],
        "approval_reason": plan.approval_reason,
    }
    return json.dumps(content, ensure_ascii=False)


def _columns(write: PlannedWrite) -> list[object]:
    return [
        *(write.subject, write.before, write.after),
        *(write.details, write.basis, write.keys, write.group),
    ]


def _write(
    subject: str,
    before: str,
    after: str,
    details: Sequence[str] = (),
    basis: str = "",
    keys: Sequence[str] = (),
    group: str = "",
) -> PlannedWrite:
    # Plans of an older program have the first three.
    return PlannedWrite(
        subject=subject,
        before=before,
        after=after,
        details=tuple(details),
        basis=basis,
        keys=tuple(keys),
        group=group,
    )


def _stored(row: sa.RowMapping, left: Mapping[int, Collection[str]] = _NOTHING) -> StoredPlan:
    content = json.loads(row["body"])
    writes = tuple(_write(*columns) for columns in content["writes"])
    return StoredPlan(
        id=row["id"],
        plan=Plan(
            kind=PlanKind(row["kind"]),
            hash=row["hash"],
            writes=writes,
            approval_reason=content["approval_reason"],
        ),
        state=PlanState(row["state"]),
        stored_at=row["stored_at"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        approved=left.get(row["id"], frozenset()),
    )
