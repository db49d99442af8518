"""Valid, boring orders; a test names only what matters to it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import attrs

from temu_core.address import BuyerAddress
from temu_core.amounts import LineAmounts, OrderAmounts
from temu_core.ledger import LedgerState
from temu_core.order import (
    LineNumber,
    ListedLine,
    ListedOrder,
    MarketplaceStatus,
    OrderNumber,
    Payment,
    ShippingMethod,
)
from temu_core.record import OrderRecord

PLACED = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
UPDATED = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
SHIP_BY = datetime(2026, 3, 4, 22, 0, tzinfo=UTC)


def a_line(number: str = "076-1", *, quantity: int = 1, **changes: Any) -> ListedLine:
    """
    Return a line of *quantity* units that the seller still has to ship.

    Keywords are fields of ``ListedLine``; ``cancelled`` adds to ``ordered``.
    """
    changes.setdefault("cancelled", 0)
    changes.setdefault("ordered", quantity + changes["cancelled"])
    changes.setdefault("status", MarketplaceStatus.UNSHIPPED)
    changes.setdefault("goods_id", 601)
    changes.setdefault("sku_id", 17)
    changes.setdefault("seller_sku", "LAMP-1")
    changes.setdefault("name", "Desk lamp")
    return ListedLine(number=LineNumber(number), quantity=quantity, **changes)


def an_order(
    number: str = "PO-076-1", *, lines: Iterable[ListedLine] | None = None, **changes: Any
) -> ListedOrder:
    """
    Return a paid, unshipped order of one lamp; keywords are fields of ``ListedOrder``.
    """
    changes.setdefault("status", MarketplaceStatus.UNSHIPPED)
    changes.setdefault("placed_at", PLACED)
    changes.setdefault("updated_at", UPDATED)
    changes.setdefault("ship_by", SHIP_BY)
    changes.setdefault("region_id", 76)
    changes.setdefault("payment", Payment.PREPAID)
    changes.setdefault("shipping_method", ShippingMethod.STANDARD)
    return ListedOrder(
        number=OrderNumber(number),
        lines=(a_line(),) if lines is None else tuple(lines),
        **changes,
    )


def an_address(**changes: Any) -> BuyerAddress:
    """
    Return a complete German address; keywords are fields of ``BuyerAddress``.
    """
    address = BuyerAddress(
        full_name="Erika Beispiel",
        first_name="Erika",
        last_name="Beispiel",
        street_lines=("Musterweg 1",),
        post_code="12345",
        city="Musterstadt",
        state="Hessen",
        country_name="Germany",
        phone="+49 30 0000000",
        mail="erika@buyer.example",
    )
    return attrs.evolve(address, **changes)


def tax_in(gross: int, rate: Decimal | int) -> int:
    """
    Return the VAT contained in *gross* cents at *rate* percent, rounded half up.
    """
    exact = Decimal(gross) * rate / (100 + Decimal(rate))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def line_amounts(
    line: str = "076-1",
    *,
    quantity: int = 1,
    goods: int = 1990,
    shipping: int = 0,
    rate: Decimal | int = 19,
    seller_discount: int = 0,
    marketplace_discount: int = 0,
) -> LineAmounts:
    """
    Return the money of one line: gross cents for all its units, taxed at *rate*.
    """
    return LineAmounts(
        line=LineNumber(line),
        quantity=quantity,
        goods_gross=goods,
        goods_tax=tax_in(goods, rate),
        shipping_gross=shipping,
        shipping_tax=tax_in(shipping, rate),
        seller_discount=seller_discount,
        marketplace_discount=marketplace_discount,
    )


def amounts_of(*lines: LineAmounts, currency: str = "EUR") -> OrderAmounts:
    """
    Return an order's amounts that are the sum of *lines*.
    """
    return OrderAmounts(
        currency=currency,
        goods_gross=sum(line.goods_gross for line in lines),
        goods_tax=sum(line.goods_tax for line in lines),
        shipping_gross=sum(line.shipping_gross for line in lines),
        shipping_tax=sum(line.shipping_tax for line in lines),
        seller_discount=sum(line.seller_discount for line in lines),
        marketplace_discount=sum(line.marketplace_discount for line in lines),
        lines=lines,
    )


def amounts_for(
    order: ListedOrder,
    *,
    unit_gross: int = 1990,
    shipping: int = 0,
    rate: Decimal | int = 19,
    currency: str = "EUR",
) -> OrderAmounts:
    """
    Return matching amounts: *unit_gross* cents per ordered unit, *shipping* on the first line.
    """
    lines = tuple(
        line_amounts(
            line.number,
            quantity=line.ordered,
            goods=unit_gross * line.ordered,
            shipping=shipping if index == 0 else 0,
            rate=rate,
        )
        for index, line in enumerate(order.lines)
    )
    return amounts_of(*lines, currency=currency)


def a_record(
    listed: ListedOrder | None = None,
    *,
    state: LedgerState = LedgerState.READY,
    **changes: Any,
) -> OrderRecord:
    """
    Return an order in our books with address and amounts; keywords are fields of ``OrderRecord``.
    """
    listed = listed or an_order()
    changes.setdefault("address", an_address())
    changes.setdefault("amounts", amounts_for(listed))
    return OrderRecord(listed=listed, state=state, **changes)
