"""Orders in our database."""

from tests.contracts.order_book_contract import OrderBookContract


class TestSqlOrderBook(OrderBookContract):
    pass
