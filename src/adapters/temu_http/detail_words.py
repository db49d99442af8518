"""Turns an address and the amounts of an order into ours."""

from collections.abc import Iterator

from adapters.temu_http.wire.details import (
    Amount,
    AmountsResult,
    LineMoney,
    ParentAmounts,
    ShippingInfo,
)
from adapters.temu_http.wire.strict import WireError
from temu_core.address import BuyerAddress
from temu_core.amounts import LineAmounts, OrderAmounts
from temu_core.order import LineNumber, OrderNumber


def to_address(info: ShippingInfo) -> BuyerAddress:
    """
    Return *info* in our words; region 1, 2 and 3 are country, state and city.
    """
    lines = (info.address_line1, info.address_line2, info.address_line3)
    street = tuple(line for line in lines if line and line.strip())
    if not street and info.address_line_all:
        street = (info.address_line_all,)
    extra = info.address_extra
    return BuyerAddress(
        full_name=info.receipt_name or "",
        first_name=(extra.first_name if extra else None) or "",
        last_name=(extra.last_name if extra else None) or "",
        additional_name=info.receipt_additional_name or "",
        street_lines=street,
        post_code=info.post_code or "",
        city=info.region_name3 or "",
        state=info.region_name2 or "",
        country_name=info.region_name1 or "",
        phone=info.mobile or info.backup_mobile or "",
        mail=info.mail or "",
    )


def to_amounts(result: AmountsResult, number: OrderNumber) -> OrderAmounts:
    """
    Return *result* in our words.

    Raises:
        WireError: It is about another order, mixes currencies, or a discount is negative.
    """
    parent = result.parent_order_map
    if str(parent.parent_order_sn) != str(number):
        raise WireError(f"order {number}", "parentOrderMap.parentOrderSn")
    currency = parent.retail_price_total_tax_incl.currency
    _check(parent, "parentOrderMap", currency)
    for position, line in enumerate(result.order_list):
        _check(line, f"orderList[{position}]", currency)
    return OrderAmounts(
        currency=currency,
        goods_gross=parent.retail_price_total_tax_incl.amount,
        goods_tax=parent.product_tax_amount.amount,
        shipping_gross=parent.ship_amount_total_tax_incl.amount,
        shipping_tax=parent.ship_tax_amount.amount,
        seller_discount=_cents(parent.discount_from_seller),
        marketplace_discount=_cents(parent.discount_from_temu),
        lines=tuple(_to_line(line) for line in result.order_list),
    )


def _to_line(line: LineMoney) -> LineAmounts:
    return LineAmounts(
        line=LineNumber(line.order_sn),
        quantity=line.quantity,
        goods_gross=line.retail_price_total_tax_incl.amount,
        goods_tax=line.product_tax_amount.amount,
        shipping_gross=line.ship_amount_total_tax_incl.amount,
        shipping_tax=line.ship_tax_amount.amount,
        seller_discount=_cents(line.discount_from_seller),
        marketplace_discount=_cents(line.discount_from_temu),
    )


def _check(money: ParentAmounts | LineMoney, path: str, currency: str) -> None:
    for name, amount in _named(money):
        if amount is None:
            continue
        if amount.currency != currency:
            raise WireError(f"the currency {currency}", f"{path}.{name}.currency")
        if name.startswith("discount") and amount.amount < 0:
            raise WireError("0 or more", f"{path}.{name}.amount")


def _named(money: ParentAmounts | LineMoney) -> Iterator[tuple[str, Amount | None]]:
    yield "retailPriceTotalTaxIncl", money.retail_price_total_tax_incl
    yield "productTaxAmount", money.product_tax_amount
    yield "shipAmountTotalTaxIncl", money.ship_amount_total_tax_incl
    yield "shipTaxAmount", money.ship_tax_amount
    yield "discountFromSeller", money.discount_from_seller
    yield "discountFromTEMU", money.discount_from_temu


def _cents(amount: Amount | None) -> int:
    return 0 if amount is None else amount.amount
