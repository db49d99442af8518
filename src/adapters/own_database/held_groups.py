"""Counting held orders by reason and by what is at fault."""

from collections.abc import Sequence

import sqlalchemy as sa

from adapters.own_database.rows import Stored
from adapters.own_database.tables.orders import order_events, orders
from temu_core.ledger import HoldReason, LedgerState
from temu_core.ports.order_book import HeldGroup

_HELD = LedgerState.HELD.value


def held_groups(connection: sa.Connection, shop: str) -> Sequence[HeldGroup]:
    """
    Return the held orders of *shop* by reason, most orders first.
    """
    held = _held_orders(shop)
    query = sa.select(
        held.c.hold_reason,
        held.c.hold_subject,
        sa.func.count().label("orders"),
        sa.func.min(held.c.since).label("since"),
        sa.func.min(held.c.ship_by).label("ship_by"),
    ).group_by(held.c.hold_reason, held.c.hold_subject)
    by_reason: dict[str, list[Stored]] = {}
    for row in connection.execute(query):
        by_reason.setdefault(row.hold_reason, []).append(row)
    groups = [_group(reason, rows) for reason, rows in by_reason.items()]
    return sorted(groups, key=lambda group: (-group.orders, group.reason.value))


def _held_orders(shop: str) -> sa.Subquery:
    """
    Return the held orders, each with the moment it was last held.
    """
    since = (
        sa.select(sa.func.max(order_events.c.at))
        .where(
            order_events.c.shop == orders.c.shop,
            order_events.c.order_number == orders.c.number,
            order_events.c.to_state == _HELD,
        )
        .scalar_subquery()
    )
    return (
        sa.select(
            orders.c.hold_reason,
            orders.c.hold_subject,
            orders.c.ship_by,
            # Whoever stored an order as held without a transition held it when it changed.
            sa.func.coalesce(since, orders.c.updated_at, type_=orders.c.updated_at.type).label(
                "since"
            ),
        )
        .where(orders.c.shop == shop, orders.c.state == _HELD, orders.c.hold_reason.is_not(None))
        .subquery("held")
    )


def _group(reason: str, rows: Sequence[Stored]) -> HeldGroup:
    ship_by = [row.ship_by for row in rows if row.ship_by is not None]
    return HeldGroup(
        reason=HoldReason(reason),
        orders=sum(row.orders for row in rows),
        since=min(row.since for row in rows),
        ship_by=min(ship_by, default=None),
        subjects={row.hold_subject: row.orders for row in rows},
    )
