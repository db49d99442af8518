"""A shop that sells one lamp, and orders of it that a test spoils in one way."""

from decimal import Decimal
from typing import Unpack

import attrs
from tests.integration.workflows.harness import Play, order_number

from sandbox.jtl.setup import JtlArticle
from sandbox.scenario.catalogue import Offer
from sandbox.scenario.orders import LineScript, OrderScript
from sandbox.scenario.script import Scenario
from sandbox.scenario.small_builder import Special
from sandbox.scenario.small_people import ERIKA
from temu_core.order import OrderNumber

LAMP_SKU = 17592200000001
#: On the marketplace, but no article of the ERP.
GHOST_SKU = 17592200000002
LAMPS = 100

_GOODS = 601099500000001


def lamp_shop(*orders: OrderScript) -> Scenario:
    """
    Return a marketplace and an ERP with one lamp, whose stock is out of step.
    """
    return Scenario(
        name="lamp",
        offers=(
            _offer(LAMP_SKU, "LAMP-1", "Desk lamp"),
            _offer(GHOST_SKU, "GHOST-1", "Lamp without article"),
        ),
        articles=(JtlArticle(number="LAMP-1", name="Desk lamp", stock={1: Decimal(LAMPS)}),),
        orders=orders,
    )


def lamp_order(suffix: int = 1, *lines: LineScript, **special: Unpack[Special]) -> OrderScript:
    """
    Return a complete order of one lamp, placed now, but for what *special* says.
    """
    plain = OrderScript(
        number=order_number(suffix),
        lines=lines or (lamps(),),
        address=ERIKA,
    )
    return attrs.evolve(plain, **special)


def lamps(quantity: int = 1, *, vat: int = 1900, sku_id: int = LAMP_SKU) -> LineScript:
    """
    Return a line of lamps at 11.90 each.
    """
    return LineScript(sku_id=sku_id, gross=1190 * quantity, quantity=quantity, vat=vat)


def sell(
    play: Play, suffix: int = 1, *lines: LineScript, **special: Unpack[Special]
) -> OrderNumber:
    """
    Let a buyer place such an order now.
    """
    return OrderNumber(play.world.add_order(lamp_order(suffix, *lines, **special)).number)


def _offer(sku_id: int, seller_sku: str, name: str) -> Offer:
    return Offer(goods_id=_GOODS, sku_id=sku_id, seller_sku=seller_sku, name=name, stock=10)
