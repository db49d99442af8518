"""The offer book in memory, held to its contract."""

from tests.contracts.offer_book_contract import OfferBookContract
from tests.contracts.offer_push_contract import OfferPushContract


class TestMemoryOfferBook(OfferBookContract):
    pass


class TestMemoryOfferPush(OfferPushContract):
    pass
