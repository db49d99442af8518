"""Looking for offers, for whoever asks."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, TypeAlias

from entrypoints.open_shop import OpenShop
from shared_kernel.sku import Sku
from temu_core.rules.offer_search import offer_matches
from temu_core.stock import OfferState

Only: TypeAlias = Literal["out_of_step", "unmatched", "refused"]
#: Beyond this offer: goods id and SKU id.
Place: TypeAlias = tuple[int, int]


def found_offers(
    shop: OpenShop,
    *,
    sku: str = "",
    text: str = "",
    only: Only | None = None,
    beyond: Place = (-1, -1),
    limit: int = 100,
) -> Sequence[OfferState]:
    """
    Return up to *limit* active offers by goods id and SKU id.

    Args:
        sku: Offers of this seller SKU or ERP article alone.
        text: Part of a SKU, a name, an article number or an id.
        only: What is wrong with them.
        beyond: Go on after this offer.
    """
    book = shop.adapters.offer_book()
    offers = book.find(shop.shop, Sku(sku)) if sku else book.active(shop.shop)
    return list(islice(_wanted(offers, text, only, beyond), limit))


def _wanted(
    offers: Iterator[OfferState] | Sequence[OfferState], text: str, only: Only | None, beyond: Place
) -> Iterator[OfferState]:
    for offer in offers:
        follows = (offer.goods_id, offer.sku_id) > beyond
        if follows and _fits(offer, only) and offer_matches(offer, text):
            yield offer


def _fits(offer: OfferState, only: Only | None) -> bool:
    if only == "unmatched":
        return offer.target is None
    if only == "refused":
        return bool(offer.refusal)
    if only == "out_of_step":
        return offer.target is not None and offer.target.units != offer.marketplace_units
    return True
