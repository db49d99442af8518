"""The order book in memory, held to its contract."""

from tests.contracts.order_book_contract import OrderBookContract


class TestMemoryOrderBook(OrderBookContract):
    pass
