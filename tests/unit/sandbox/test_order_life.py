"""
Addresses and amounts come and go with the order's life.
"""

from typing import cast

import attrs
import pytest
from tests.unit.sandbox.shops import Opened, number, script

from sandbox.scenario.orders import LineScript, OrderChange, OrderScript, TimedChange
from sandbox.temu.state import CANCELLATION

ADDRESS = "bg.order.shippinginfo.v2.get"
AMOUNTS = "bg.order.amount.query"
CANCELLATIONS = "bg.aftersales.cancel.list.get"

Cents = dict[str, dict[str, int]]


@pytest.mark.parametrize(("status", "code"), [(1, 180020003), (2, 0), (3, 180020003), (41, 0)])
def test_an_address_is_shown_only_while_the_order_is_open(
    opened: Opened, status: int, code: int
) -> None:
    shop = opened(attrs.evolve(script(1), status=status))

    assert shop.code(ADDRESS, parentOrderSn=number(1)) == code
    assert shop.code("bg.order.decryptshippinginfo.get", parentOrderSn=number(1)) == code


def test_amounts_take_a_while(opened: Opened) -> None:
    shop = opened(attrs.evolve(script(1), amounts_after_s=160))
    before = shop.code(AMOUNTS, parentOrderSn=number(1))

    shop.later(60)

    assert before == 140020008
    assert shop.code(AMOUNTS, parentOrderSn=number(1)) == 0


def test_amounts_are_asked_for_one_order_at_a_time(opened: Opened) -> None:
    shop = opened(script(1))

    assert shop.code(AMOUNTS, parentOrderSn=[number(1)]) == 3000000


def _money_story() -> OrderScript:
    lines = (
        LineScript(sku_id=1001, quantity=3, gross=1000, seller_discount=150),
        LineScript(sku_id=1002, quantity=1, gross=535, vat=700, temu_discount=35),
    )
    return attrs.evolve(script(1, *lines), shipping_gross=499)


def test_the_published_formulas_hold(opened: Opened) -> None:
    shop = opened(_money_story())

    answer = shop.call(AMOUNTS, parentOrderSn=number(1))

    parent = cast("dict[str, object]", answer["parentOrderMap"])
    total = {
        name: cast("dict[str, int]", money)["amount"]
        for name, money in parent.items()
        if isinstance(money, dict)
    }
    assert total["totalDiscount"] == total["discountFromTEMU"] + total["discountFromSeller"] == 185
    assert total["customerPaid"] == (
        total["retailPriceTotal"]
        + total["shippingAmountTotal"]
        + total["taxTotal"]
        - total["refundsTotal"]
        - total["totalDiscount"]
    )
    assert total["customerPaid"] == 1000 + 535 + 499 - 185
    assert total["estimatedRevenue"] == (
        total["basePriceTotal"] + total["shippingAmountTotal"] - total["estimatedRevenueDeduction"]
    )


def test_the_lines_add_up_to_the_order(opened: Opened) -> None:
    shop = opened(_money_story())

    answer = shop.call(AMOUNTS, parentOrderSn=number(1))

    parent = cast("Cents", answer["parentOrderMap"])
    lines = cast("list[Cents]", answer["orderList"])
    for name in (
        "retailPriceTotalTaxIncl",
        "productTaxAmount",
        "shipTaxAmount",
        "shipAmountTotalTaxIncl",
        "discountFromSeller",
        "discountFromTEMU",
    ):
        assert parent[name]["amount"] == sum(line[name]["amount"] for line in lines), name


def test_the_scale_of_tax_rates_can_be_either(opened: Opened) -> None:
    shop = opened(script(1))
    portal = shop.call(AMOUNTS, parentOrderSn=number(1))
    shop.switches.update(portal_tax_scale=False)

    other = shop.call(AMOUNTS, parentOrderSn=number(1))

    assert cast("list[dict[str, int]]", portal["orderList"])[0]["productTaxRate"] == 1_900_000
    assert cast("list[dict[str, int]]", other["orderList"])[0]["productTaxRate"] == 19_000_000


def test_an_unanswered_wish_to_cancel_is_granted_after_a_day(opened: Opened) -> None:
    shop = opened(script(1))
    shop.shop.change_order(
        shop.shop.orders[number(1)], OrderChange(labels={CANCELLATION: True}), shop.clock[0]
    )
    pending = shop.call(CANCELLATIONS, afterSalesStatusGroup=8)["total"]

    shop.later(86_400)

    assert pending == 1
    assert shop.shop.orders[number(1)].status == 3
    assert shop.call(CANCELLATIONS, afterSalesStatusGroup=9)["total"] == 1


def test_a_wish_taken_back_cancels_nothing(opened: Opened) -> None:
    wish = OrderChange(labels={CANCELLATION: True})
    regret = OrderChange(labels={CANCELLATION: False})
    changes = (TimedChange(after_s=10, change=wish), TimedChange(after_s=20, change=regret))
    shop = opened(attrs.evolve(script(1), changes=changes))

    shop.later(2 * 86_400)

    assert shop.shop.orders[number(1)].status == 2
    assert shop.call(CANCELLATIONS, afterSalesStatusGroup=11)["total"] == 1


def test_an_order_that_comes_in_lowers_the_stock(opened: Opened) -> None:
    shop = opened(attrs.evolve(script(1), placed_after_s=60))
    before = shop.call("bg.order.list.v2.get")["totalItemNum"]

    shop.later(60)

    assert before == 0
    assert shop.shop.offers[1001].stock == 8
