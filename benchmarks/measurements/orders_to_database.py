"""From the marketplace's answers to orders in our database."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.own_database.schema import upgrade
from adapters.sql.engine import open_engine
from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from benchmarks.own_books import SHOP, own_books, understood
from benchmarks.recorded_answers import answered_pages
from temu_core.ledger import LedgerState


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    pages = answered_pages(size, folder / "outside")
    empty, path = folder / "empty.db", folder / "own.db"
    engine = open_engine(f"sqlite:///{empty}")
    upgrade(engine)
    engine.dispose()

    def once() -> Sample:
        for leftover in folder.glob(f"{path.name}*"):
            leftover.unlink()
        shutil.copyfile(empty, path)
        with own_books(f"sqlite:///{path}") as books:
            with Stopwatch() as watch:
                for page in pages:
                    books.import_orders(books.run, *understood(page))
            ready = books.book.counts(SHOP).get(LedgerState.READY, 0)
        if ready != size:
            raise WrongResultError(f"{ready} of {size} orders are ready")
        return watch.sample()

    yield once


MEASUREMENTS = (
    Measurement(
        name="orders_to_database",
        what="JSON bytes → checked orders, committed in SQLite a hundred at a time",
        unit="orders",
        sizes=(2_000, 10_000),
        tiny=120,
        prepare=_prepare,
    ),
)
