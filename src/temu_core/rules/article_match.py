"""Which article of the ERP an order line is."""

from collections.abc import Mapping

from shared_kernel.sku import Sku
from temu_core.order import ListedLine


def line_sku(
    line: ListedLine, offer_skus: Mapping[int, str], sku_map: Mapping[Sku, Sku]
) -> Sku | None:
    """
    Return the article of a line: the seller's number, replaced where the merchant said so.

    The order's own number wins over the offer's.  A line without any number has an
    article only if the merchant mapped its :func:`mapping_key`.
    """
    number = line.seller_sku.strip() or offer_skus.get(line.sku_id, "").strip()
    if not number:
        return sku_map.get(Sku(mapping_key(line)))
    return sku_map.get(Sku(number), Sku(number))


def mapping_key(line: ListedLine) -> str:
    """
    Return by what a merchant maps a line that carries no number: its sku id.
    """
    return str(line.sku_id) if line.sku_id else str(line.number)
