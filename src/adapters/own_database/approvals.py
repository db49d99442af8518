"""What people approved and nobody began to write yet: a row per write."""

from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa

from adapters.own_database.tables.settings import approved_writes, plans
from adapters.sql.list_parameter import among_integers, among_texts
from adapters.sql.row_counts import insert_rows
from temu_core.plan import ApprovalUse, PlannedWrite, PlanState


def approve_writes(
    connection: sa.Connection, shop: str, plan_id: int, writes: Iterable[PlannedWrite]
) -> None:
    """
    Write down that these writes of a plan may be made, each once.
    """
    rows = [
        {"shop": shop, "plan_id": plan_id, "fingerprint": fingerprint}
        for fingerprint in sorted({write.fingerprint for write in writes})
    ]
    insert_rows(connection, approved_writes, rows)


def use_approval(connection: sa.Connection, shop: str, use: ApprovalUse | None) -> None:
    """
    Take the writes of *use* from its approval; with the last the plan is applied.
    """
    if use is None:
        return
    left = sa.and_(approved_writes.c.shop == shop, approved_writes.c.plan_id == use.plan_id)
    if use.last:
        connection.execute(sa.delete(approved_writes).where(left))
        connection.execute(
            sa.update(plans)
            .where(plans.c.shop == shop, plans.c.id == use.plan_id)
            .where(plans.c.state == PlanState.APPROVED.value)
            .values(state=PlanState.APPLIED.value, applied_at=use.at)
        )
        return
    begun = among_texts(
        connection.dialect.name, approved_writes.c.fingerprint, sorted(use.fingerprints)
    )
    connection.execute(sa.delete(approved_writes).where(left, begun))


def left_of(
    connection: sa.Connection, shop: str, plan_ids: Collection[int]
) -> Mapping[int, frozenset[str]]:
    """
    Return the fingerprints that are left of each approved plan among *plan_ids*.
    """
    query = sa.select(approved_writes.c.plan_id, approved_writes.c.fingerprint).where(
        approved_writes.c.shop == shop,
        among_integers(connection.dialect.name, approved_writes.c.plan_id, plan_ids),
    )
    left: dict[int, set[str]] = {}
    for plan_id, fingerprint in connection.execute(query):
        left.setdefault(plan_id, set()).add(fingerprint)
    return {plan_id: frozenset(fingerprints) for plan_id, fingerprints in left.items()}


def forget_approvals(connection: sa.Connection, shop: str, kind: str) -> None:
    """
    Take back every approval of plans of this kind.
    """
    of_kind = sa.select(plans.c.id).where(plans.c.shop == shop, plans.c.kind == kind)
    connection.execute(
        sa.delete(approved_writes).where(
            approved_writes.c.shop == shop, approved_writes.c.plan_id.in_(of_kind)
        )
    )
