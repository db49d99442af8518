"""What SQL Server is asked about 100,000 SKUs takes as few parameters as about one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contracts.books import NOW, SHOP, Books
from tests.contracts.offer_examples import a_target, an_offer, an_update
from tests.contracts.offer_push_contract import a_push, a_result, an_outcome
from tests.integration.own_database.sql_books import sql_books
from tests.integration.sql_server.stand_in import StandIn, stand_in_engine

from adapters.own_database.tables.columns import metadata
from temu_core.order import OrderNumber

MANY = 100_000


def _offers(books: Books, many: int) -> None:
    fence, skus = books.fence("stock"), range(1, many + 1)
    books.offer_book.store_listed(fence, [an_offer(sku) for sku in skus], NOW)
    books.offer_book.store_listed(fence, [an_offer(sku) for sku in skus], NOW)
    books.offer_book.record_targets(fence, [a_target(sku, 5) for sku in skus], [], NOW)
    updates = {"i": [an_update(sku, 5) for sku in skus]}
    assert len(books.offer_book.begin_push(fence, updates, [a_push("i")])) == many
    results = [a_result(sku, "i", 5) for sku in skus]
    books.offer_book.settle_push(fence, results, [an_outcome("i")])
    assert len(books.offer_book.seller_skus(SHOP, skus)) == many
    books.offer_book.record_targets(fence, [], [offer.sku_id for offer in map(an_offer, skus)], NOW)
    counts = books.offer_book.counts(SHOP)
    assert (counts.active, counts.matched) == (many, 0)


def _orders(books: Books, many: int) -> None:
    numbers = [OrderNumber(f"PO-076-{number}") for number in range(many)]
    assert books.order_book.read(SHOP, numbers) == {}
    assert books.order_book.bearing(SHOP, numbers) == []
    assert books.export_book.documents(SHOP, numbers) == {}


@pytest.mark.parametrize("work", [_offers, _orders])
def test_a_statement_is_the_same_however_many_it_is_about(
    tmp_path: Path, work: Callable[[Books, int], None]
) -> None:
    sent = []
    for many in (2, MANY):
        driver = StandIn(tmp_path / f"{many}.db")
        engine = stand_in_engine(driver, metadata)
        work(sql_books(engine), many)
        sent.append(driver.statements)
        engine.dispose()

    assert sent[0] == sent[1]
    assert max(sent[1].values()) < 30
