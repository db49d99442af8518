"""The last whole reading of the ERP's stock, as a row."""

import msgspec
import sqlalchemy as sa

from adapters.own_database.tables.offers import stock_readings
from adapters.sql.upsert import upsert
from temu_core.stock_mark import StockMark, StockReading, TableMark


class _Table(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    table: str
    rows: int
    newest: int


class _Mark(msgspec.Struct, forbid_unknown_fields=True):
    lowest_active: int
    tables: list[_Table]


def stored_reading(connection: sa.Connection, shop: str) -> StockReading | None:
    """
    Return what :func:`store_reading` wrote last; None when it was forgotten.
    """
    query = sa.select(stock_readings).where(stock_readings.c.shop == shop)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    mark = msgspec.json.decode(row.mark, type=_Mark)
    tables = frozenset(
        TableMark(table=one.table, rows=one.rows, newest=one.newest) for one in mark.tables
    )
    return StockReading(
        mark=StockMark(lowest_active=mark.lowest_active, tables=tables), at=row.read_at
    )


def store_reading(connection: sa.Connection, shop: str, reading: StockReading | None) -> None:
    """
    Write the reading in the place of the last one, or forget that.
    """
    if reading is None:
        connection.execute(sa.delete(stock_readings).where(stock_readings.c.shop == shop))
        return
    tables = sorted(reading.mark.tables, key=lambda one: one.table)
    mark = _Mark(
        lowest_active=reading.mark.lowest_active,
        tables=[_Table(one.table, one.rows, one.newest) for one in tables],
    )
    row = {"shop": shop, "mark": msgspec.json.encode(mark).decode(), "read_at": reading.at}
    upsert(connection, stock_readings, [row], key=("shop",))
