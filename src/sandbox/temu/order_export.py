"""
The order export of the Seller Center: a file for people, one row per order item.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import attrs

from sandbox.scenario.orders import Address
from sandbox.temu.amounts import LineAmounts, line_amounts
from sandbox.temu.shop import Shop
from sandbox.temu.state import (
    CANCELED,
    DELIVERED,
    OPEN,
    PARTLY_SHIPPED,
    PENDING,
    SHIPPED,
    Order,
)

#: The Seller Center shows a shop's local time.
ZONE = ZoneInfo("Europe/Berlin")

_ENGLISH_STATUS = {
    PENDING: "Pending",
    OPEN: "Unshipped",
    PARTLY_SHIPPED: "Unshipped",
    SHIPPED: "Shipped",
    DELIVERED: "Delivered",
    CANCELED: "Canceled",
}
#: No other German words were ever seen; the English ones stand in.
_GERMAN_STATUS = _ENGLISH_STATUS | {
    SHIPPED: "Versandt",
    DELIVERED: "Zugestellt",
    CANCELED: "Storniert",
}
_GERMAN_MONTHS = (
    *("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni"),
    *("Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
)
_ENGLISH_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


@attrs.frozen(kw_only=True)
class _Item:
    """
    Everything a row can say.
    """

    shop: Shop
    order: Order
    amounts: LineAmounts

    @property
    def address(self) -> Address:
        """
        Return the address while the order is open; later it is hidden.
        """
        hidden = Address(
            first_name="",
            last_name="",
            line1="",
            post_code="",
            city="",
            country="",
            mobile="",
            mail="",
        )
        shown = self.order.status in {OPEN, PARTLY_SHIPPED}
        return (self.order.address or hidden) if shown else hidden

    @property
    def net(self) -> int:
        """
        Return the line's price without VAT and discounts.
        """
        return self.amounts.gross - self.amounts.tax

    @property
    def shipping_net(self) -> int:
        """
        Return the order's shipping without VAT; the same on every row.
        """
        return self.order.shipping_gross - sum(a.shipping_tax for a in line_amounts(self.order))


Cell = Callable[[_Item], str]


def _german_price(cents: int, currency: str) -> str:
    whole, rest = divmod(cents, 100)
    sign = {"EUR": "€", "GBP": "£"}.get(currency, currency)
    return f"{whole:,}".replace(",", ".") + f",{rest:02d}{sign}"


def _german_moment(seconds: int) -> str:
    local = datetime.fromtimestamp(seconds, UTC).astimezone(ZONE)
    return (
        f"{local.day}. {_GERMAN_MONTHS[local.month - 1]} {local.year}, {local:%H:%M} Uhr "
        f"{_zone(local)}"
    )


def _english_moment(seconds: int) -> str:
    local = datetime.fromtimestamp(seconds, UTC).astimezone(ZONE)
    half = "am" if local.hour < 12 else "pm"
    return (
        f"{_ENGLISH_MONTHS[local.month - 1]} {local.day}, {local.year}, "
        f"{local.hour % 12 or 12}:{local:%M} {half} {_zone(local)}"
    )


def _zone(local: datetime) -> str:
    offset = local.utcoffset()
    hours = int(offset.total_seconds()) // 3600 if offset else 0
    return f"{local.tzname()}(UTC{hours:+d})"


def _price(cents: Callable[[_Item], int]) -> Cell:
    return lambda item: _german_price(cents(item), item.order.currency)


_SHARED: Mapping[str, Cell] = {
    "number": lambda item: item.order.number,
    "line": lambda item: item.amounts.line.order_sn,
    "name": lambda item: item.shop.offers[item.amounts.line.sku_id].name,
    "variant": lambda item: item.shop.offers[item.amounts.line.sku_id].variant,
    "sku": lambda item: (
        item.shop.offers[item.amounts.line.sku_id].seller_sku
        if item.amounts.line.shows_ext_code
        else ""
    ),
    "sku_id": lambda item: str(item.amounts.line.sku_id),
    "bought": lambda item: str(item.amounts.line.ordered),
    "full_name": lambda item: f"{item.address.first_name} {item.address.last_name}".strip(),
    "first_name": lambda item: item.address.first_name,
    "last_name": lambda item: item.address.last_name,
    "phone": lambda item: item.address.mobile,
    "mail": lambda item: item.address.mail,
    "line1": lambda item: item.address.line1,
    "line2": lambda item: item.address.line2,
    "line3": lambda item: item.address.line3,
    "city": lambda item: item.address.city,
    "state": lambda item: item.address.state,
    "post_code": lambda item: item.address.post_code,
    "country": lambda item: item.address.country,
    "base": _price(lambda item: item.amounts.base),
    "goods": _price(lambda item: item.net),
    "shipping": _price(lambda item: item.shipping_net),
    "goods_after": _price(
        lambda item: (
            item.amounts.gross
            - item.amounts.discount
            - (item.amounts.tax_after_discount - item.amounts.shipping_tax)
        )
    ),
    "tax": _price(lambda item: item.amounts.tax_after_discount - item.amounts.shipping_tax),
}

_GERMAN: Mapping[str, Cell] = {
    "Bestell-ID": _SHARED["number"],
    "Bestellstatus": lambda item: _GERMAN_STATUS[item.order.status],
    "Bestellartikel-ID": _SHARED["line"],
    "Produktname": _SHARED["name"],
    "Variation": _SHARED["variant"],
    "Beitrags-SKU": _SHARED["sku"],
    "SKU-ID": _SHARED["sku_id"],
    "Gekaufte Menge": _SHARED["bought"],
    "Name des Empfängers": _SHARED["full_name"],
    "Vorname des Empfängers": _SHARED["first_name"],
    "Nachname des Empfängers": _SHARED["last_name"],
    "Telefonnummer des Empfängers": _SHARED["phone"],
    "Virtuelle E-Mail": _SHARED["mail"],
    "Versandadresse 1": _SHARED["line1"],
    "Versandort": _SHARED["city"],
    "Versandbundesland": _SHARED["state"],
    # Headers carry no-break and trailing blanks.
    "Versandpostleitzahl\u00a0(Muss an die folgende Postleitzahl gesendet werden.)": _SHARED[
        "post_code"
    ],
    "Versandland ": _SHARED["country"],
    "Kaufdatum": lambda item: _german_moment(item.order.created),
    "Aktivitätsbasispreis der Waren": _SHARED["base"],
    "Gesamteinzelhandelspreis": _SHARED["goods"],
    "Versandkosten": _SHARED["shipping"],
}

_ENGLISH: Mapping[str, Cell] = {
    "order id": _SHARED["number"],
    "order status": lambda item: _ENGLISH_STATUS[item.order.status],
    "Order item ID": _SHARED["line"],
    "order item status": lambda item: _ENGLISH_STATUS[item.amounts.line.status],
    "product name by customer order": _SHARED["name"],
    "product name": _SHARED["name"],
    "variation": _SHARED["variant"],
    "contribution sku": _SHARED["sku"],
    "sku id": _SHARED["sku_id"],
    "quantity purchased": _SHARED["bought"],
    "quantity shipped": lambda item: str(
        item.amounts.line.open_units if item.amounts.line.status == SHIPPED else 0
    ),
    "recipient name": _SHARED["full_name"],
    "recipient first name": _SHARED["first_name"],
    "recipient last name": _SHARED["last_name"],
    "recipient phone number": _SHARED["phone"],
    "ship address 1": _SHARED["line1"],
    "ship address 2": _SHARED["line2"],
    "ship address 3": _SHARED["line3"],
    "district": lambda _item: "",
    "ship city": _SHARED["city"],
    "ship state": _SHARED["state"],
    "ship postal code (Must be shipped to the following zip code.)": _SHARED["post_code"],
    "ship country ": _SHARED["country"],
    "purchase date": lambda item: _english_moment(item.order.created),
    "latest shipping time": lambda item: _english_moment(item.order.ship_latest),
    "latest delivery time": lambda item: _english_moment(item.order.ship_latest + 4 * 86_400),
    "iPhone serial number": lambda _item: "",
    "virtual email": _SHARED["mail"],
    "activity goods base price": _SHARED["base"],
    "retail price total": _SHARED["goods"],
    "shipping cost": _SHARED["shipping"],
    "Retail price total after discounts(tax excl.)": _SHARED["goods_after"],
    "Shipping total(tax excl.)": _SHARED["shipping"],
    "Product Tax": _SHARED["tax"],
    "order settlement status": lambda _item: "",
}

LANGUAGES = {"de": _GERMAN, "en": _ENGLISH}


def order_export(shop: Shop, language: str) -> Iterator[bytes]:
    """
    Yield the export of all orders placed by now, newest first, in UTF-8 with its mark.

    German files say nothing about VAT; English ones have the extra columns of the EU.
    """
    columns = LANGUAGES[language]
    yield b"\xef\xbb\xbf" + _row(columns)
    for order in shop.newest_first("created"):
        if order.created > shop.now():
            continue
        for amounts in line_amounts(order):
            item = _Item(shop=shop, order=order, amounts=amounts)
            yield _row(cell(item) for cell in columns.values())


def _row(cells: "Iterator[str] | Mapping[str, Cell]") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()
