"""What is sold in a simulated shop, to whom, and what it costs."""

from decimal import Decimal

import attrs

from simulation.dice import Dice
from simulation.world import World
from temu_core.address import BuyerAddress
from temu_core.amounts import LineAmounts, OrderAmounts
from temu_core.offer import GoodsId, Offer, SkuId
from temu_core.order import (
    ListedOrder,
    MarketplaceStatus,
)

_S = MarketplaceStatus
_ARTICLES = ("LAMP", "MUG", "RUG")
#: A number of the seller's that is no article of the ERP.
_UNKNOWN_SKU = "SHELF"
_UNIT_GROSS, _UNIT_TAX = 1190, 190
#: An address nothing is missing from; the buyer is invented.
WHOLE_ADDRESS = BuyerAddress(
    full_name="Erika Beispiel",
    first_name="Erika",
    last_name="Beispiel",
    street_lines=("Musterweg 1",),
    post_code="12345",
    city="Musterstadt",
    country_name="Germany",
    mail="erika@buyer.example",
)


def stock_the_shelves(world: World, dice: Dice) -> None:
    """
    Make the articles of the ERP and the offers of the marketplace.
    """
    articles = _ARTICLES[: dice.among(1, len(_ARTICLES))]
    for number in articles:
        units = dice.below(13)
        physical = Decimal(units + dice.below(3)) if dice.one_in(3) else None
        world.erp.article(number, units, physical=physical, erp_buffer=int(dice.one_in(6)))
    for place in range(dice.among(1, 4)):
        world.marketplace.offer(
            Offer(
                goods_id=GoodsId(600 + place // 2),
                sku_id=SkuId(11 + place),
                seller_sku=_UNKNOWN_SKU if dice.one_in(10) else dice.pick(articles),
                name=f"Offer {place + 1}",
                stock=dice.below(6),
            ),
            active=not dice.one_in(8),
        )


def paid(listed: ListedOrder) -> ListedOrder:
    """
    Return a pending order as it is when it is released.
    """
    lines = tuple(
        attrs.evolve(line, status=_S.UNSHIPPED) if line.quantity else line for line in listed.lines
    )
    return attrs.evolve(listed, status=_S.UNSHIPPED, lines=lines)


def money_of(listed: ListedOrder) -> OrderAmounts:
    """
    Return amounts that fit an order: 11.90 a unit, VAT of 19 % in it.
    """
    lines = tuple(
        LineAmounts(
            line=line.number,
            quantity=line.ordered,
            goods_gross=_UNIT_GROSS * line.ordered,
            goods_tax=_UNIT_TAX * line.ordered,
            shipping_gross=0,
            shipping_tax=0,
        )
        for line in listed.lines
    )
    return OrderAmounts(
        currency="EUR",
        goods_gross=sum(line.goods_gross for line in lines),
        goods_tax=sum(line.goods_tax for line in lines),
        shipping_gross=0,
        shipping_tax=0,
        lines=lines,
    )
