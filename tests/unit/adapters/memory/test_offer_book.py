"""The offer book in memory, held to its contract."""

from tests.contracts.offer_book_contract import OfferBookContract


class TestMemoryOfferBook(OfferBookContract):
    pass
