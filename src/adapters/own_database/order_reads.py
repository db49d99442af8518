"""Reading whole orders: three statements, however many."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from adapters.own_database.order_rows import by_order, record_of
from adapters.own_database.rows import Stored
from adapters.own_database.tables.orders import order_lines, orders, packages
from adapters.sql.list_parameter import among_texts
from temu_core.order import OrderNumber
from temu_core.record import OrderRecord


def records_by_number(
    connection: sa.Connection, shop: str, numbers: Collection[OrderNumber], *, lock: bool = False
) -> dict[OrderNumber, OrderRecord]:
    """
    Return the orders of *numbers*; unknown ones are missing.

    Args:
        connection: In a transaction.
        shop: Whose orders.
        numbers: May be empty.
        lock: Keep others from changing them until the transaction ends, where
            the database can; locked in one order, so that two do not wait for
            each other.
    """
    if not numbers:
        return {}
    query = (
        sa.select(orders)
        .where(
            orders.c.shop == shop,
            among_texts(connection.dialect.name, orders.c.number, set(numbers)),
        )
        .order_by(orders.c.number)
    )
    if lock:
        query = query.with_for_update(of=orders)
    return {record.number: record for record in records_of(connection, shop, query)}


def records_of(
    connection: sa.Connection, shop: str, query: sa.Select[*tuple[Any, ...]]
) -> list[OrderRecord]:
    """
    Return the whole orders of *query*, which selects rows of ``orders``, in its order.
    """
    found = connection.execute(query).all()
    if not found:
        return []
    numbers = [row.number for row in found]
    lines = by_order(_parts(connection, order_lines, shop, numbers))
    parcels = by_order(_parts(connection, packages, shop, numbers))
    return [record_of(row, lines.get(row.number, ()), parcels.get(row.number, ())) for row in found]


def _parts(
    connection: sa.Connection, table: sa.Table, shop: str, numbers: Collection[str]
) -> list[Stored]:
    query = (
        sa.select(table)
        .where(
            table.c.shop == shop,
            among_texts(connection.dialect.name, table.c.order_number, numbers),
        )
        .order_by(table.c.order_number, table.c.position)
    )
    return list(connection.execute(query).all())
