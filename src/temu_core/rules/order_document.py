"""The document by which an ERP is told about an order."""

from collections.abc import Mapping
from decimal import Decimal
from zoneinfo import ZoneInfo

from shared_kernel.money import Money
from shared_kernel.sku import Sku
from temu_core.amounts import LineAmounts, OrderAmounts
from temu_core.document import OrderDocument
from temu_core.ledger import Hold, HoldReason
from temu_core.order import LineNumber, ListedLine
from temu_core.record import OrderRecord
from temu_core.rules.article_match import mapping_key
from temu_core.rules.due_lines import due_lines
from temu_core.rules.line_price import LinePricing
from temu_core.rules.position_texts import position_texts
from temu_core.rules.positions import PricedLine, positions
from temu_core.rules.postal_address import postal_address
from temu_core.rules.texts import LIMITS, check, clean
from temu_core.rules.totals import check_lines, check_sums
from temu_core.rules.vat_rates import legal_rates
from temu_core.shop import CustomerNumbers, OrderPolicy


def order_document(
    record: OrderRecord,
    articles: Mapping[LineNumber, Sku],
    policy: OrderPolicy,
    customer_number: str = "",
) -> OrderDocument | Hold:
    """
    Return the order the way the ERP is told about it, or the first reason not to tell it.

    A reason a person allowed once is passed over: the lines win over wrong totals, the
    rate its amounts show over the legal one, a rounded share over an unclear quantity.

    Args:
        articles: The ERP's article of each line; a line still due must have one.
        customer_number: Empty: a new customer, or the collective one if so set.

    Raises:
        ValueError: The order has no address or no amounts yet.
    """
    if record.address is None or record.amounts is None:
        raise ValueError(f"{record.number} has no address or no amounts yet")
    if policy.customer_numbers is CustomerNumbers.COLLECTIVE:
        customer_number = customer_number or policy.collective_customer
    if hold := (
        check("number", record.number, LIMITS["number"])
        or check("customer_number", customer_number, LIMITS["customer_number"])
        or _money(record, record.amounts, policy)
    ):
        return hold
    address = postal_address(record.address, record.corrections)
    if isinstance(address, Hold):
        return address
    placed_on = record.listed.placed_at.astimezone(ZoneInfo(policy.erp_zone)).date()
    rates = (
        *legal_rates(address.country, placed_on),
        *sorted(policy.extra_vat_rates.get(address.country, ())),
    )
    lines = _lines(record, record.amounts, articles, policy, rates)
    if isinstance(lines, Hold):
        return lines
    document = OrderDocument(
        number=record.number,
        currency=record.amounts.currency,
        placed_on=placed_on,
        address=address,
        customer_number=customer_number,
        positions=positions(lines, clean(policy.shipping_position_name)),
    )
    return _differs(document, _expected(record, record.amounts, lines, policy)) or document


def _money(record: OrderRecord, amounts: OrderAmounts, policy: OrderPolicy) -> Hold | None:
    if (
        amounts.currency not in policy.currencies
        and HoldReason.CURRENCY_NOT_ALLOWED not in record.allowed
    ):
        return Hold(
            reason=HoldReason.CURRENCY_NOT_ALLOWED,
            text=f"the order is in {amounts.currency}",
            subject=amounts.currency,
        )
    lines = record.listed.lines
    if hold := check_lines(amounts, lines):
        return hold
    if HoldReason.TOTALS_MISMATCH in record.allowed:
        return None
    return check_sums(amounts, lines)


def _lines(
    record: OrderRecord,
    amounts: OrderAmounts,
    articles: Mapping[LineNumber, Sku],
    policy: OrderPolicy,
    rates: tuple[Decimal, ...],
) -> tuple[PricedLine, ...] | Hold:
    pricing = LinePricing(
        currency=amounts.currency,
        rates=rates,
        deduct_marketplace_discount=policy.deduct_marketplace_discount,
        allowed=record.allowed,
    )
    paid = amounts.by_line()
    priced = []
    for line in due_lines(record.listed):
        article = articles.get(line.number)
        if article is None:
            return Hold(
                reason=HoldReason.SKU_MISSING,
                text=f"line {line.number} carries no article number",
                subject=mapping_key(line),
            )
        result = _line(line, paid[line.number], article, pricing, record, policy)
        if isinstance(result, Hold):
            return result
        priced.append(result)
    return tuple(priced) or Hold(
        reason=HoldReason.QUANTITY_CHANGED, text="no line is left to be shipped by the seller"
    )


def _line(
    line: ListedLine,
    paid: LineAmounts,
    article: Sku,
    pricing: LinePricing,
    record: OrderRecord,
    policy: OrderPolicy,
) -> PricedLine | Hold:
    texts = position_texts(line, article, record.corrections, policy)
    if isinstance(texts, Hold):
        return texts
    gross = pricing.goods_gross(line, paid)
    if isinstance(gross, Hold):
        return gross
    rate = pricing.rate(line, paid.goods_gross, paid.goods_tax)
    if isinstance(rate, Hold):
        return rate
    shipping_rate = pricing.rate(line, paid.shipping_gross, paid.shipping_tax, prefer=rate)
    if isinstance(shipping_rate, Hold):
        return shipping_rate
    return PricedLine(
        name=texts.name,
        article=texts.article,
        # One sold unit may be several of the ERP's; the price is that of all of them.
        units=line.quantity * line.sold_factor,
        goods_gross=gross,
        goods_rate=rate,
        # Not shared out when units were cancelled: the parcel is sent all the same.
        shipping_gross=paid.shipping_gross,
        shipping_rate=shipping_rate,
    )


def _expected(
    record: OrderRecord,
    amounts: OrderAmounts,
    lines: tuple[PricedLine, ...],
    policy: OrderPolicy,
) -> int:
    """
    Return what the positions must sum to: the order's totals while the order is whole.
    """
    due = {line.number: line.quantity for line in due_lines(record.listed)}
    whole = all(due.get(paid.line) == paid.quantity for paid in amounts.lines)
    if not whole or HoldReason.TOTALS_MISMATCH in record.allowed:
        return sum(line.total for line in lines)
    deducted = amounts.marketplace_discount if policy.deduct_marketplace_discount else 0
    return amounts.goods_gross + amounts.shipping_gross - amounts.seller_discount - deducted


def _differs(document: OrderDocument, expected: int) -> Hold | None:
    if document.total_gross == expected:
        return None
    exported = Money(document.total_gross, document.currency)
    return Hold(
        reason=HoldReason.TOTALS_MISMATCH,
        text=f"the positions sum to {exported}, the order to {Money(expected, document.currency)}",
    )
