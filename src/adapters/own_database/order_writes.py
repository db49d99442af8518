"""Writing whole orders: a handful of statements, however many."""

from collections.abc import Iterable, Mapping, Sequence

import attrs
import sqlalchemy as sa

from adapters.own_database.order_rows import event_values, line_values, order_values
from adapters.own_database.package_rows import package_values
from adapters.own_database.tables.orders import order_events, order_lines, orders, packages
from adapters.sql.list_parameter import among_texts
from adapters.sql.row_counts import insert_rows, update_rows
from temu_core.order import OrderNumber
from temu_core.record import OrderChange, OrderRecord

_SEEN = {"shop": "key_shop", "number": "key_number", "version": "seen_version"}
_CHANGED = {c.name: c.name for c in orders.columns if c.name not in {"shop", "number"}}


class ChangedMeanwhileError(Exception):
    """
    Somebody else stored one of the orders after it was read.
    """


def store_changes(
    connection: sa.Connection,
    shop: str,
    before: Mapping[OrderNumber, OrderRecord],
    changes: Sequence[OrderChange],
) -> tuple[OrderChange, ...]:
    """
    Store *changes* of orders that were *before* when read; return them as stored.

    Raises:
        ChangedMeanwhileError: Nothing may be committed; read again.
    """
    stored = tuple(attrs.evolve(c, record=_next(before, c.record)) for c in changes)
    # An order that is changed twice ends as the last change says; both transitions stay.
    records = {change.record.number: change.record for change in stored}
    # In one order, so that two transactions do not wait for each other.
    fresh = [records[n] for n in sorted(records) if n not in before]
    known = [records[n] for n in sorted(records) if n in before]
    _insert_orders(connection, shop, fresh)
    _update_orders(connection, shop, known)
    _replace(connection, shop, order_lines, fresh, _with_other_lines(before, known))
    _replace(connection, shop, packages, fresh, _with_other_packages(before, known))
    events = [
        event_values(shop, change.record.number, change.event) for change in stored if change.event
    ]
    insert_rows(connection, order_events, events)
    return stored


def _next(before: Mapping[OrderNumber, OrderRecord], record: OrderRecord) -> OrderRecord:
    seen = before.get(record.number)
    return attrs.evolve(record, version=1 if seen is None else seen.version + 1)


def _insert_orders(connection: sa.Connection, shop: str, fresh: Sequence[OrderRecord]) -> None:
    try:
        insert_rows(connection, orders, [order_values(shop, r, r.version) for r in fresh])
    except sa.exc.IntegrityError as e:
        raise ChangedMeanwhileError from e


def _update_orders(connection: sa.Connection, shop: str, known: Sequence[OrderRecord]) -> None:
    rows = []
    for record in known:
        row = order_values(shop, record, record.version)
        row["key_shop"], row["key_number"] = row.pop("shop"), row.pop("number")
        row["seen_version"] = record.version - 1
        rows.append(row)
    if update_rows(connection, orders, rows, where=_SEEN, values=_CHANGED) != len(rows):
        raise ChangedMeanwhileError


def _with_other_lines(
    before: Mapping[OrderNumber, OrderRecord], known: Iterable[OrderRecord]
) -> list[OrderRecord]:
    return [
        record
        for record in known
        if before[record.number].listed.lines != record.listed.lines
        or before[record.number].amounts != record.amounts
    ]


def _with_other_packages(
    before: Mapping[OrderNumber, OrderRecord], known: Iterable[OrderRecord]
) -> list[OrderRecord]:
    return [record for record in known if before[record.number].packages != record.packages]


def _replace(
    connection: sa.Connection,
    shop: str,
    table: sa.Table,
    fresh: Sequence[OrderRecord],
    changed: Sequence[OrderRecord],
) -> None:
    """
    Write the parts in *table* of *fresh* orders, and anew those of *changed* ones.
    """
    if changed:
        connection.execute(
            sa.delete(table).where(
                table.c.shop == shop,
                among_texts(
                    connection.dialect.name, table.c.order_number, [r.number for r in changed]
                ),
            )
        )
    values = line_values if table is order_lines else package_values
    insert_rows(connection, table, [row for r in (*fresh, *changed) for row in values(shop, r)])
