"""Turns the rows of one order into ours."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

import attrs

from adapters.temu_csv.columns import OF_THE_ORDER, Column
from adapters.temu_csv.rows import Row
from adapters.temu_csv.texts import Price, read_count, read_moment, read_price
from shared_kernel.errors import Problem
from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts
from temu_core.order import (
    Fulfilment,
    LineNumber,
    ListedLine,
    ListedOrder,
    MarketplaceStatus,
    OrderNumber,
    Payment,
    ShippingMethod,
    Unknown,
)
from temu_core.rules.country import iso_country
from temu_core.rules.file_amounts import FiledLine, FiledPrices, file_amounts
from temu_core.shop import OrderPolicy

T = TypeVar("T")

#: The words that were seen in real files; a merchant may add others in the settings.
_STATUSES: Mapping[str, MarketplaceStatus] = MappingProxyType(
    {
        "pending": MarketplaceStatus.PENDING,
        "unshipped": MarketplaceStatus.UNSHIPPED,
        "shipped": MarketplaceStatus.SHIPPED,
        "versandt": MarketplaceStatus.SHIPPED,
        "delivered": MarketplaceStatus.DELIVERED,
        "zugestellt": MarketplaceStatus.DELIVERED,
        "canceled": MarketplaceStatus.CANCELLED,
        "cancelled": MarketplaceStatus.CANCELLED,
        "storniert": MarketplaceStatus.CANCELLED,
    }
)
#: As the order list calls it; what a file writes was not seen.
_FULFILMENTS: Mapping[str, Fulfilment] = MappingProxyType(
    {
        "fulfillbyseller": Fulfilment.BY_SELLER,
        "fulfillbycooperativewarehouse": Fulfilment.BY_MARKETPLACE,
    }
)
#: A file does not say when an order was changed: whatever the marketplace itself said is younger.
_OLDER_THAN_ANY_ANSWER = timedelta(seconds=1)


@attrs.frozen(kw_only=True)
class FiledOrder:
    """
    What the rows of one order say.
    """

    listed: ListedOrder
    address: BuyerAddress
    amounts: OrderAmounts | Problem


def to_order(rows: Sequence[Row], policy: OrderPolicy) -> FiledOrder:
    """
    Return the order that *rows* are, at least one of them.

    Raises:
        CellError: A cell cannot be what it should be.
    """
    first = rows[0]
    _check_agreement(rows)
    placed_at = _read(first, Column.PLACED, read_moment)
    listed = ListedOrder(
        number=OrderNumber(first.text(Column.ORDER)),
        status=_status(first, Column.ORDER_STATUS, policy),
        placed_at=placed_at,
        updated_at=placed_at - _OLDER_THAN_ANY_ANSWER,
        ship_by=_read_if_there(first, Column.SHIP_BY, read_moment),
        region_id=0,
        # The file has no column for either; Temu's usual order is meant.
        payment=Payment.PREPAID,
        shipping_method=ShippingMethod.STANDARD,
        lines=tuple(_line(row, policy) for row in rows),
    )
    address = _address(first)
    day = placed_at.astimezone(ZoneInfo(policy.erp_zone)).date()
    amounts = file_amounts(_prices(rows), iso_country(address.country_name), day, policy.file)
    return FiledOrder(listed=listed, address=address, amounts=amounts)


def _check_agreement(rows: Sequence[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.text(Column.LINE) in seen:
            raise row.wrong(Column.LINE, "this line of the order is there twice")
        seen.add(row.text(Column.LINE))
        for column in OF_THE_ORDER:
            if row.text(column) != rows[0].text(column):
                raise row.wrong(
                    column, f"differs from row {rows[0].number} although the order is the same"
                )


def _line(row: Row, policy: OrderPolicy) -> ListedLine:
    ordered = _read(row, Column.QUANTITY, read_count)
    column = Column.LINE_STATUS if row.text(Column.LINE_STATUS) else Column.ORDER_STATUS
    status = _status(row, column, policy)
    shipped = _read_if_there(row, Column.SHIPPED, read_count) or 0
    if status is MarketplaceStatus.UNSHIPPED and shipped:
        whole = shipped >= ordered
        status = MarketplaceStatus.SHIPPED if whole else MarketplaceStatus.PARTIALLY_SHIPPED
    cancelled = ordered if status is MarketplaceStatus.CANCELLED else 0
    return ListedLine(
        number=LineNumber(row.text(Column.LINE)),
        status=status,
        quantity=ordered - cancelled,
        ordered=ordered,
        cancelled=cancelled,
        goods_id=0,
        sku_id=_read_if_there(row, Column.SKU_ID, _sku_id) or 0,
        seller_sku=row.text(Column.SELLER_SKU),
        name=row.text(Column.BUYERS_NAME) or row.text(Column.NAME),
        variation=row.text(Column.VARIATION),
        fulfilment=_fulfilment(row, policy),
    )


def _address(row: Row) -> BuyerAddress:
    streets = (row.text(c) for c in (Column.STREET, Column.STREET_2, Column.STREET_3))
    return BuyerAddress(
        full_name=row.text(Column.FULL_NAME),
        first_name=row.text(Column.FIRST_NAME),
        last_name=row.text(Column.LAST_NAME),
        street_lines=tuple(line for line in (*streets, row.text(Column.DISTRICT)) if line),
        post_code=row.text(Column.POST_CODE),
        city=row.text(Column.CITY),
        state=row.text(Column.STATE),
        country_name=row.text(Column.COUNTRY),
        phone=row.text(Column.PHONE),
        mail=row.text(Column.MAIL),
    )


def _prices(rows: Sequence[Row]) -> FiledPrices:
    till = _Till()
    lines = tuple(
        FiledLine(
            line=LineNumber(row.text(Column.LINE)),
            quantity=_read(row, Column.QUANTITY, read_count),
            price=till.cents(row, Column.GOODS),
            net=till.cents(row, Column.GOODS_NET),
            tax=till.cents(row, Column.GOODS_TAX),
        )
        for row in rows
    )
    return FiledPrices(
        lines=lines,
        # The same in every row of an order, so it is paid once.
        shipping=till.cents(rows[0], Column.SHIPPING) or 0,
        shipping_net=till.cents(rows[0], Column.SHIPPING_NET),
        currency=till.currency or "XXX",
    )


@attrs.define
class _Till:
    """
    Reads prices of one order, which are all in one currency.
    """

    currency: str = ""

    def cents(self, row: Row, column: Column) -> int | None:
        """
        Return a price; None where the file states none.
        """
        price = _read_if_there(row, column, read_price)
        if price is None:
            return None
        if price.cents < 0:
            raise row.wrong(column, "a price below 0")
        self._note(price, row, column)
        return price.cents

    def _note(self, price: Price, row: Row, column: Column) -> None:
        if not price.currency:
            raise row.wrong(column, "names no currency")
        if self.currency not in ("", price.currency):
            raise row.wrong(column, f"is in {price.currency}, others are in {self.currency}")
        self.currency = price.currency


def _status(row: Row, column: Column, policy: OrderPolicy) -> MarketplaceStatus | Unknown:
    word = row.text(column)
    ours = policy.file.words.get(word.casefold(), "")
    known = {status.value: status for status in MarketplaceStatus}
    status = known.get(ours) or _STATUSES.get(word.casefold())
    return status or Unknown(field=row.header.name(column), value=word)


def _fulfilment(row: Row, policy: OrderPolicy) -> Fulfilment | Unknown:
    word = row.text(Column.FULFILMENT)
    if not word:
        return Fulfilment.BY_SELLER
    ours = policy.file.words.get(word.casefold(), "")
    known = {fulfilment.value: fulfilment for fulfilment in Fulfilment}
    fulfilment = known.get(ours) or _FULFILMENTS.get(word.casefold())
    return fulfilment or Unknown(field=row.header.name(Column.FULFILMENT), value=word)


def _sku_id(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise ValueError(f"{text!r} is no SKU id; a spreadsheet may have rounded it")
    return int(text)


def _read(row: Row, column: Column, reader: Callable[[str], T]) -> T:
    try:
        return reader(row.text(column))
    except ValueError as error:
        raise row.wrong(column, str(error)) from None


def _read_if_there(row: Row, column: Column, reader: Callable[[str], T]) -> T | None:
    return _read(row, column, reader) if row.text(column) else None
