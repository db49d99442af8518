"""The database step alone: orders that are decided, into PostgreSQL."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs
import sqlalchemy as sa

from adapters.own_database.order_rows import event_values, line_values, order_values
from adapters.own_database.schema import upgrade
from adapters.own_database.tables.orders import order_events, order_lines, orders
from adapters.sql.engine import open_engine
from benchmarks.in_turn import InTurn
from benchmarks.measurement import Measurement, Once, Sample, WrongResultError
from benchmarks.own_books import SHOP, OwnBooks, own_books, understood
from benchmarks.recorded_answers import answered_pages
from benchmarks.seed_way.order_rows import Rows, row_by_row
from benchmarks.servers import postgresql_database, wired
from temu_core.order import OrderNumber
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord


@attrs.frozen
class _Rows:
    """
    The same orders stored both ways, each in one transaction.
    """

    round_trip_ms: float = 0

    @contextmanager
    def prepare(self, size: int, folder: Path) -> Iterator[Once]:
        with ExitStack() as stack:
            direct = stack.enter_context(postgresql_database())
            engine = open_engine(direct)
            upgrade(engine)
            engine.dispose()
            url = stack.enter_context(wired(direct, self.round_trip_ms))
            books = stack.enter_context(own_books(url))
            changes = _decided(size, folder, books)
            turns = InTurn(
                ours=lambda: _store(books, changes),
                seeds=lambda: row_by_row(books.engine, _rows(changes)),
                reset=lambda: _empty(books.engine),
            )

            def once() -> Sample:
                sample = turns()
                stored = sum(books.book.counts(SHOP).values())
                if stored != size:
                    raise WrongResultError(f"{stored} of {size} orders are stored")
                return sample

            yield once


def _decided(size: int, folder: Path, books: OwnBooks) -> Sequence[OrderChange]:
    """
    Return the changes that importing so many orders would store.
    """
    changes: list[OrderChange] = []
    for page in answered_pages(size, folder / "outside"):
        changes.extend(books.import_orders(books.run, *understood(page)).changes)
    return changes


def _rows(changes: Sequence[OrderChange]) -> Rows:
    rows: list[tuple[sa.Table, Mapping[str, object]]] = []
    for change in changes:
        record = change.record
        rows.append((orders, order_values(SHOP, record, record.version)))
        rows.extend((order_lines, row) for row in line_values(SHOP, record))
        if change.event:
            rows.append((order_events, event_values(SHOP, record.number, change.event)))
    return rows


def _store(books: OwnBooks, changes: Sequence[OrderChange]) -> None:
    def decide(_known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
        return LedgerUpdate(changes=tuple(changes))

    books.book.change(books.run.fence, [change.record.number for change in changes], decide)


def _empty(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        for table in (order_events, order_lines, orders):
            connection.execute(sa.delete(table))


MEASUREMENTS = (
    Measurement(
        name="order_rows_postgresql",
        what="decided orders into PostgreSQL, against row by row, one transaction each",
        unit="orders",
        sizes=(2_000, 10_000),
        tiny=120,
        prepare=_Rows().prepare,
        repeats_at={10_000: 3},
    ),
    Measurement(
        name="order_rows_postgresql_1ms",
        what="the same with the server 1 ms away",
        unit="orders",
        sizes=(2_000,),
        tiny=20,
        prepare=_Rows(round_trip_ms=1).prepare,
        repeats_at={2_000: 3},
    ),
)
