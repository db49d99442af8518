"""Which offers a person means by what they typed."""

from temu_core.stock import OfferState


def offer_matches(offer: OfferState, text: str) -> bool:
    """
    Tell whether *text* is part of the offer's SKU, name, article or one of its ids.

    Letter case and blanks around it do not count; an empty text means every offer.
    """
    wanted = text.strip().casefold()
    names = [offer.seller_sku, offer.name, str(offer.sku_id), str(offer.goods_id)]
    if offer.target is not None:
        names.append(offer.target.availability.sku.text)
    return any(wanted in name.casefold() for name in names)
