"""Our books in a database of a measurement's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import attrs
import sqlalchemy as sa

from adapters.clock import SystemClock
from adapters.own_database.leases import SqlLeases
from adapters.own_database.mappings import SqlSkuMap
from adapters.own_database.offer_book import SqlOfferBook
from adapters.own_database.order_book import SqlOrderBook
from adapters.sql.engine import open_engine
from adapters.temu_http.envelope import Envelope
from adapters.temu_http.order_answers import DetailReader, read_list
from benchmarks.measurement import WrongResultError
from benchmarks.quiet_run import QuietRun
from benchmarks.recorded_answers import AnsweredPage
from temu_core.details import Details
from temu_core.order import ListedOrder, OrderNumber, ShopId
from temu_core.payload import Call
from temu_core.shop import OrderPolicy
from temu_core.use_cases.import_orders import ImportOrders

SHOP = ShopId("north")
_LEASE = timedelta(hours=1)


@attrs.frozen(kw_only=True)
class OwnBooks:
    """
    The order book and the use case that fills it, under a lease.
    """

    engine: sa.Engine
    run: QuietRun
    book: SqlOrderBook
    import_orders: ImportOrders


@contextmanager
def own_books(url: str | sa.URL) -> Iterator[OwnBooks]:
    """
    Open books of the present version at *url*.
    """
    engine, clock = open_engine(url), SystemClock()
    fence = SqlLeases(engine).acquire(
        SHOP, "benchmark", holder="benchmark", now=clock.now(), span=_LEASE
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
        yield OwnBooks(engine=engine, run=QuietRun(fence), book=book, import_orders=import_orders)
    finally:
        engine.dispose()


def understood(
    page: AnsweredPage,
) -> tuple[dict[OrderNumber, ListedOrder], dict[OrderNumber, Details]]:
    """
    Return what the bytes of a page say.
    """
    listed = {
        number: order
        for number, order in read_list(Envelope.of(page.listed.decode())).orders.items()
        if isinstance(order, ListedOrder)
    }
    details = DetailReader("bg.order.shippinginfo.v2.get")
    for call, answers in ((Call.ADDRESS, page.addresses), (Call.AMOUNTS, page.amounts)):
        for number, body in answers.items():
            details.take(call, OrderNumber(number), Envelope.of(body.decode()))
    return listed, {number: details.of(number) for number in listed}
