"""Offers in our database."""

from tests.contracts.offer_book_contract import OfferBookContract
from tests.contracts.offer_push_contract import OfferPushContract


class TestSqlOfferBook(OfferBookContract):
    pass


class TestSqlOfferPush(OfferPushContract):
    pass
