"""The columns of the order export that mean something to us."""

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from adapters.temu_csv.unusable import refused


class Column(enum.Enum):
    """
    A column by its names, the one shown in messages first; case and blanks do not count.

    Names as seen in real files: German where one was seen, English always.
    """

    ORDER = ("Bestell-ID", "order id")
    ORDER_STATUS = ("Bestellstatus", "order status")
    LINE = ("Bestellartikel-ID", "order item id")
    LINE_STATUS = ("order item status",)
    FULFILMENT = ("fulfillment mode",)
    NAME = ("Produktname", "product name")
    #: In the buyer's language, as the order list's own name of it.
    BUYERS_NAME = ("product name by customer order",)
    VARIATION = ("Variation",)
    SELLER_SKU = ("Beitrags-SKU", "contribution sku")
    SKU_ID = ("SKU-ID", "sku id")
    QUANTITY = ("Gekaufte Menge", "quantity purchased")
    SHIPPED = ("quantity shipped",)
    FULL_NAME = ("Name des Empfängers", "recipient name")
    FIRST_NAME = ("Vorname des Empfängers", "recipient first name")
    LAST_NAME = ("Nachname des Empfängers", "recipient last name")
    PHONE = ("Telefonnummer des Empfängers", "recipient phone number")
    MAIL = ("Virtuelle E-Mail", "virtual email")
    STREET = ("Versandadresse 1", "ship address 1")
    STREET_2 = ("ship address 2",)
    STREET_3 = ("ship address 3",)
    DISTRICT = ("district",)
    CITY = ("Versandort", "ship city")
    STATE = ("Versandbundesland", "ship state")
    POST_CODE = ("Versandpostleitzahl", "ship postal code")
    COUNTRY = ("Versandland", "ship country")
    PLACED = ("Kaufdatum", "purchase date")
    SHIP_BY = ("latest shipping time",)
    GOODS = ("Gesamteinzelhandelspreis", "retail price total", "retail price total (eu)")
    SHIPPING = ("Versandkosten", "shipping cost", "shipping cost (eu)")
    GOODS_NET = ("retail price total after discounts(tax excl.)",)
    SHIPPING_NET = ("shipping total(tax excl.)",)
    GOODS_TAX = ("product tax",)

    @property
    def shown(self) -> str:
        """
        The name a message uses when the file has no such column.
        """
        name: str = self.value[0]
        return name


#: Without one of these no order can be told from another, or bought goods from none.
REQUIRED = (Column.ORDER, Column.LINE, Column.QUANTITY, Column.ORDER_STATUS, Column.PLACED)

#: Columns that say the same in every row of one order.
OF_THE_ORDER = (
    *(Column.ORDER_STATUS, Column.PLACED, Column.FULL_NAME, Column.FIRST_NAME, Column.LAST_NAME),
    *(Column.STREET, Column.STREET_2, Column.STREET_3, Column.CITY, Column.STATE),
    *(Column.POST_CODE, Column.COUNTRY, Column.SHIPPING, Column.SHIPPING_NET),
)

#: Temu writes an instruction behind the name: "(Must be shipped to the following zip code.)".
_WITH_A_REMARK = frozenset({Column.POST_CODE})


@attrs.frozen(kw_only=True)
class Header:
    """
    Where the columns of one file are.
    """

    #: As the file writes them, for messages and for what is kept.
    names: tuple[str, ...]
    places: Mapping[Column, int]
    #: Columns nobody here has a use for, by name.
    unknown: Mapping[str, int]

    def name(self, column: Column) -> str:
        """
        Return the column's name in this file.
        """
        return self.names[self.places[column]] if column in self.places else column.shown


def known_columns(cells: Sequence[str]) -> int:
    """
    Return how many of *cells* are names of columns we know.
    """
    return sum(_column(cell) is not None for cell in cells)


def read_header(cells: Sequence[str]) -> Header:
    """
    Return where the columns are, in whatever order they stand.

    Raises:
        RejectedError: A column is missing that must be there, or is there twice.
    """
    names = tuple(" ".join(cell.split()) for cell in cells)
    places: dict[Column, int] = {}
    unknown = Counter[str]()
    for place, name in enumerate(names):
        column = _column(name)
        if column is None:
            unknown[name or "without a name"] += 1
        elif column in places:
            raise refused(1, name, f"means the same as {names[places[column]]!r}")
        else:
            places[column] = place
    for column in REQUIRED:
        if column not in places:
            raise refused(1, " / ".join(column.value), "is missing")
    return Header(names=names, places=MappingProxyType(places), unknown=MappingProxyType(unknown))


def _plain(name: str) -> str:
    # split() knows the no-break spaces that headers carry, too.
    return " ".join(name.split()).casefold()


_BY_NAME = MappingProxyType({_plain(name): column for column in Column for name in column.value})


def _column(cell: str) -> Column | None:
    name = _plain(cell)
    if name in _BY_NAME:
        return _BY_NAME[name]
    before = _BY_NAME.get(name.partition("(")[0].strip())
    return before if before in _WITH_A_REMARK else None
