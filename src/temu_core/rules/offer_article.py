"""Which article of the ERP an offer is."""

from collections.abc import Mapping

from shared_kernel.sku import Sku
from temu_core.stock import OfferState


def offer_article(offer: OfferState, sku_map: Mapping[Sku, Sku]) -> Sku | None:
    """
    Return the article of an offer: the seller's number, replaced where the merchant said so.

    As for an order line: an offer without a number has an article only if the
    merchant mapped its sku id.
    """
    if not offer.seller_sku.strip():
        return sku_map.get(Sku(str(offer.sku_id)))
    number = Sku(offer.seller_sku)
    return sku_map.get(number, number)
