"""A new PostgreSQL database finds an order and an offer by its key from the first hundred on."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from tests.builders.orders import a_record, an_order
from tests.contracts.books import NOW
from tests.contracts.offer_examples import an_offer
from tests.contracts.order_examples import store
from tests.integration.own_database.databases import empty_postgres
from tests.integration.own_database.sql_books import sql_books

from adapters.own_database.schema import upgrade

#: As the server looks for the order of a line whose foreign key it checks.
_ORDER = "SELECT 1 FROM ONLY orders WHERE shop = 'north' AND number = 'PO-1' FOR KEY SHARE"
_OFFER = "SELECT 1 FROM offers WHERE shop = 'north' AND sku_id = 1"


@pytest.fixture
def database() -> Iterator[sa.Engine]:
    with empty_postgres() as engine:
        upgrade(engine)
        with engine.begin() as connection:
            # The server's own helper must not be faster than we are.
            for table in ("orders", "order_lines", "order_events", "packages", "offers"):
                connection.execute(sa.text(f"ALTER TABLE {table} SET (autovacuum_enabled = false)"))
        yield engine


def _index(database: sa.Engine, query: str) -> str:
    with database.connect() as connection:
        plan = connection.execute(sa.text(f"EXPLAIN {query}")).scalars().all()
    return next(str(line) for line in plan if "Scan" in line)


def test_an_order_is_found_by_its_key_once_a_hundred_are_stored(database: sa.Engine) -> None:
    books = sql_books(database)
    fence = books.fence()

    store(books.order_book, fence, *[a_record(an_order(f"PO-{n}")) for n in range(60)])
    assert "pk_orders" not in _index(database, _ORDER), "the server would have known it itself"
    store(books.order_book, fence, *[a_record(an_order(f"PO-{n}")) for n in range(60, 120)])

    assert "pk_orders" in _index(database, _ORDER)


def test_an_offer_is_found_by_its_key_once_a_hundred_are_stored(database: sa.Engine) -> None:
    books = sql_books(database)

    books.offer_book.store_listed(books.fence(), [an_offer(n) for n in range(1, 301)], NOW)

    assert "pk_offers" in _index(database, _OFFER)
