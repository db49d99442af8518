"""How the offers of one article share its stock."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeAlias

from temu_core.offer import GoodsId, SkuId
from temu_core.order import ShopId
from temu_core.shop import StockSharing
from temu_core.stock import Availability, StockTarget

#: Temu takes targets from 0 to this many units (error 150013002 above).
MOST_UNITS = 1_000_000

#: An offer among those of all shops.
OfferKey: TypeAlias = tuple[ShopId, GoodsId, SkuId]


def share(
    availability: Availability, offers: Collection[OfferKey], sharing: StockSharing
) -> Mapping[OfferKey, StockTarget]:
    """
    Return a target per offer: equal shares, or all units to each in a pool.

    With ``split`` the targets sum to the available units; what does not
    divide goes one unit each to the first offers by (shop, goods id, sku id).
    The order in which *offers* come makes no difference, so every shop
    computes the same shares.  No target is more than the marketplace takes.
    """
    ordered = sorted(set(offers))
    if len(ordered) < 2:
        words = ["alone"] * len(ordered)
        shares = [availability.units] * len(ordered)
    elif sharing is StockSharing.POOL:
        words = ["pool"] * len(ordered)
        shares = [availability.units] * len(ordered)
    else:
        each, rest = divmod(availability.units, len(ordered))
        words = [f"split {place} of {len(ordered)}" for place in range(1, len(ordered) + 1)]
        shares = [each + (place < rest) for place in range(len(ordered))]
    return MappingProxyType(
        {
            key: StockTarget(
                goods_id=key[1],
                sku_id=key[2],
                units=min(units, MOST_UNITS),
                availability=availability,
                sharing=word,
            )
            for key, units, word in zip(ordered, shares, words, strict=True)
        }
    )
