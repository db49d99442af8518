"""From the marketplace's answers to orders in our database."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import attrs

from adapters.clock import SystemClock
from adapters.own_database.leases import SqlLeases
from adapters.own_database.mappings import SqlSkuMap
from adapters.own_database.offer_book import SqlOfferBook
from adapters.own_database.order_book import SqlOrderBook
from adapters.own_database.schema import upgrade
from adapters.sql.engine import open_engine
from adapters.temu_http.envelope import Envelope
from adapters.temu_http.order_answers import DetailReader, read_list
from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from benchmarks.quiet_run import QuietRun
from benchmarks.recorded_answers import AnsweredPage, answered_pages
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.payload import Call
from temu_core.shop import OrderPolicy
from temu_core.use_cases.import_orders import ImportOrders

_SHOP = ShopId("north")
_LEASE = timedelta(hours=1)


@attrs.frozen(kw_only=True)
class _NewDatabase:
    """
    Our books in a SQLite file of its own, empty at first.
    """

    run: QuietRun
    book: SqlOrderBook
    import_orders: ImportOrders


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    pages = answered_pages(size, folder / "outside")
    empty = folder / "empty.db"
    engine = open_engine(f"sqlite:///{empty}")
    upgrade(engine)
    engine.dispose()

    def once() -> Sample:
        with _new_database(empty, folder / "own.db") as database:
            with Stopwatch() as watch:
                _import(pages, database)
            ready = database.book.counts(_SHOP).get(LedgerState.READY, 0)
        if ready != size:
            raise WrongResultError(f"{ready} of {size} orders are ready")
        return watch.sample()

    yield once


@contextmanager
def _new_database(empty: Path, path: Path) -> Iterator[_NewDatabase]:
    for leftover in path.parent.glob(f"{path.name}*"):
        leftover.unlink()
    shutil.copyfile(empty, path)
    engine = open_engine(f"sqlite:///{path}")
    clock = SystemClock()
    fence = SqlLeases(engine).acquire(
        _SHOP, "benchmark", holder="benchmark", now=clock.now(), span=_LEASE
    )
    if fence is None:
        raise WrongResultError("a new database has a lease")
    book = SqlOrderBook(engine)
    import_orders = ImportOrders(
        order_book=book,
        offer_book=SqlOfferBook(engine),
        sku_map=SqlSkuMap(engine),
        policy=OrderPolicy(),
        clock=clock,
    )
    try:
        yield _NewDatabase(run=QuietRun(fence), book=book, import_orders=import_orders)
    finally:
        engine.dispose()


def _import(pages: Sequence[AnsweredPage], database: _NewDatabase) -> None:
    for page in pages:
        listed = read_list(Envelope.of(page.listed.decode())).orders
        details = DetailReader("bg.order.shippinginfo.v2.get")
        for call, answers in ((Call.ADDRESS, page.addresses), (Call.AMOUNTS, page.amounts)):
            for number, body in answers.items():
                details.take(call, OrderNumber(number), Envelope.of(body.decode()))
        database.import_orders(database.run, listed, {n: details.of(n) for n in listed})


MEASUREMENT = Measurement(
    name="orders_to_database",
    what="JSON bytes → checked orders, committed in SQLite a hundred at a time",
    unit="orders",
    sizes=(2_000,),
    tiny=120,
    prepare=_prepare,
)
