"""An order the way an ERP is told about it."""

import enum
from datetime import date
from decimal import Decimal

import attrs

from temu_core.address import PostalAddress
from temu_core.order import OrderNumber


class PositionKind(enum.Enum):
    """
    What a position of an order document is.
    """

    ARTICLE = "article"
    SHIPPING = "shipping"


@attrs.frozen(kw_only=True)
class DocumentPosition:
    """
    One position: so many units at one price.
    """

    kind: PositionKind
    name: str
    #: The ERP's article number; empty for shipping.
    article: str
    units: int
    #: Per unit without VAT, five places.
    unit_net: Decimal
    #: Per unit with VAT, in cents.
    unit_gross: int
    #: In percent: ``Decimal("19")``.
    vat_rate: Decimal


@attrs.frozen(kw_only=True)
class OrderDocument:
    """
    A complete order for the ERP; every text fits and can be encoded.
    """

    number: OrderNumber
    currency: str
    #: Calendar day in the ERP's zone.
    placed_on: date
    address: PostalAddress
    #: Empty: the ERP makes a new customer.
    customer_number: str
    positions: tuple[DocumentPosition, ...]

    @property
    def total_gross(self) -> int:
        """
        What the positions sum to, with VAT, in cents.
        """
        return sum(position.unit_gross * position.units for position in self.positions)


@attrs.frozen(kw_only=True)
class RenderedOrder:
    """
    The bytes of one order, fixed for ever once recorded.
    """

    number: OrderNumber
    body: bytes


class DeliveryWay(enum.Enum):
    """
    By which way orders reach the ERP; never both.
    """

    FILE = "file"
    INBOX = "inbox"


@attrs.frozen(kw_only=True)
class ExportBatch:
    """
    Orders that were decided to be exported together.
    """

    id: str
    way: DeliveryWay
    orders: tuple[RenderedOrder, ...]
