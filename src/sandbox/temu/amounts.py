"""
What the buyer paid, in integer cents, by the marketplace's published formulas.
"""

import attrs

from sandbox.switches import Switches
from sandbox.temu.errors import TemuRefusal, bad_params
from sandbox.temu.orders import visible
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop
from sandbox.temu.state import PENDING, Order, OrderLine

Json = dict[str, object]


def half_up(numerator: int, denominator: int) -> int:
    """
    Divide two non-negative integers, halves rounded up.
    """
    return (2 * numerator + denominator) // (2 * denominator)


def net_of(gross: int, vat: int) -> int:
    """
    Return the net cents of *gross* at a rate in hundredths of a percent.
    """
    return half_up(gross * 10_000, 10_000 + vat)


@attrs.frozen(kw_only=True)
class LineAmounts:
    """
    One line's money in cents.
    """

    line: OrderLine
    gross: int
    shipping: int
    tax: int
    shipping_tax: int
    base: int
    refunds: int

    @property
    def discount(self) -> int:
        """
        Return both discounts together.
        """
        return self.line.seller_discount + self.line.temu_discount

    @property
    def tax_after_discount(self) -> int:
        """
        Return the VAT contained in what is left after the discounts.
        """
        left = self.gross - self.discount
        return left - net_of(left, self.line.vat) + self.shipping_tax


def line_amounts(order: Order) -> list[LineAmounts]:
    """
    Return the money of each line; shipping is shared by value, the rest on the last line.
    """
    goods = sum(line.gross for line in order.lines)
    shared = 0
    amounts = []
    for position, line in enumerate(order.lines, start=1):
        if position == len(order.lines):
            shipping = order.shipping_gross - shared
        else:
            shipping = order.shipping_gross * line.gross // goods if goods else 0
        shared += shipping
        amounts.append(
            LineAmounts(
                line=line,
                gross=line.gross,
                shipping=shipping,
                tax=line.gross - net_of(line.gross, line.vat),
                shipping_tax=shipping - net_of(shipping, line.vat),
                base=half_up(line.gross * 63, 100),
                refunds=half_up(line.gross * line.cancelled, line.ordered) if line.ordered else 0,
            )
        )
    return amounts


def order_amounts(shop: Shop, params: Params, switches: Switches) -> Json:
    """
    Answer the amounts of one order once they are computed.
    """
    number = params.values.get("parentOrderSn")
    if not isinstance(number, str):
        raise bad_params("parentOrderSn", "one order number")
    order = shop.orders.get(number)
    if order is None or not visible(shop, order, switches):
        raise TemuRefusal(140020002)
    if order.status == PENDING or shop.now() < order.amounts_ready_at:
        raise TemuRefusal(140020008)
    lines = line_amounts(order)
    scale = 1_000 if switches.portal_tax_scale else 10_000
    return {
        "warning": [],
        "parentOrderMap": _parent_json(order, lines),
        "orderList": [_line_json(order.currency, amounts, scale) for amounts in lines],
    }


def _parent_json(order: Order, lines: list[LineAmounts]) -> Json:
    gross = sum(a.gross for a in lines) + order.totals_off
    product_tax = sum(a.tax for a in lines)
    ship_tax = sum(a.shipping_tax for a in lines)
    net, ship_net = gross - product_tax, order.shipping_gross - ship_tax
    seller = sum(a.line.seller_discount for a in lines)
    temu = sum(a.line.temu_discount for a in lines)
    refunds = sum(a.refunds for a in lines)
    base = sum(a.base for a in lines)
    cents = {
        "basePriceTotal": base,
        "shippingAmountTotal": ship_net,
        "shipAmountTotalTaxIncl": order.shipping_gross,
        "taxTotal": product_tax + ship_tax,
        "taxTotalAfterDiscount": sum(a.tax_after_discount for a in lines),
        "productTaxAmount": product_tax,
        "shipTaxAmount": ship_tax,
        "retailPriceTotal": net,
        "retailPriceTotalTaxIncl": gross,
        "retailPriceTotalTaxExcl": net,
        "discountFromSeller": seller,
        "discountFromTEMU": temu,
        "totalDiscount": seller + temu,
        "refundsTotal": refunds,
        "estimatedRevenueDeduction": seller,
        "estimatedRevenue": base + ship_net - seller,
        "customerPaid": net + ship_net + product_tax + ship_tax - refunds - seller - temu,
        "temuTaxTotal": 0,
    }
    money: Json = {name: _money(order.currency, amount) for name, amount in cents.items()}
    return {"parentOrderSn": order.number} | money | {"signOnDelivery": None}


def _line_json(currency: str, a: LineAmounts, scale: int) -> Json:
    units = max(1, a.line.ordered)
    cents = {
        "unitBasePrice": half_up(a.base, units),
        "basePrice": a.base,
        "unitRetailPriceVatIncl": half_up(a.gross, units),
        "unitRetailPriceVatExcl": half_up(a.gross - a.tax, units),
        "retailPriceTotalTaxIncl": a.gross,
        "productTaxAmount": a.tax,
        "shipTaxAmount": a.shipping_tax,
        "shipAmountTotalTaxIncl": a.shipping,
        "shipAmountTotal": a.shipping - a.shipping_tax,
        "discountFromSeller": a.line.seller_discount,
        "discountFromTEMU": a.line.temu_discount,
    }
    money: Json = {name: _money(currency, amount) for name, amount in cents.items()}
    rates: Json = {"productTaxRate": a.line.vat * scale, "shipTaxRate": a.line.vat * scale}
    return {"orderSn": a.line.order_sn, "quantity": a.line.ordered} | money | rates


def _money(currency: str, amount: int) -> Json:
    return {"currency": currency, "amount": amount}
