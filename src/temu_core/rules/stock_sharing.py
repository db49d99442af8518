"""How the offers of one article share its stock."""

from collections.abc import Sequence

from temu_core.offer import GoodsId, SkuId
from temu_core.shop import StockSharing
from temu_core.stock import Availability, StockTarget


def share(
    availability: Availability,
    offers: Sequence[tuple[GoodsId, SkuId]],
    sharing: StockSharing,
) -> tuple[StockTarget, ...]:
    """
    Return a target per offer: equal shares, or all units to each in a pool.

    With ``split`` the targets sum to the available units; what does not
    divide goes one unit each to the first offers by (goods id, sku id).  The
    order in which *offers* come makes no difference.
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
    return tuple(
        StockTarget(
            goods_id=goods_id, sku_id=sku_id, units=units, availability=availability, sharing=word
        )
        for (goods_id, sku_id), units, word in zip(ordered, shares, words, strict=True)
    )
