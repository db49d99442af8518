"""What a buyer placed on the marketplace, as its order list shows it."""

import enum
from datetime import datetime
from typing import NewType

import attrs
from attrs import validators

ShopId = NewType("ShopId", str)
OrderNumber = NewType("OrderNumber", str)
LineNumber = NewType("LineNumber", str)


@attrs.frozen(kw_only=True)
class Unknown:
    """
    A value of a deciding field for which the connector has no word.
    """

    field: str
    value: str


class MarketplaceStatus(enum.Enum):
    """
    Where the marketplace says an order or a line stands.
    """

    PENDING = "pending"
    UNSHIPPED = "unshipped"
    CANCELLED = "cancelled"
    PARTIALLY_SHIPPED = "partially_shipped"
    SHIPPED = "shipped"
    PARTIALLY_DELIVERED = "partially_delivered"
    DELIVERED = "delivered"


class Payment(enum.Enum):
    """
    When the buyer pays.
    """

    PREPAID = "prepaid"
    CASH_ON_DELIVERY = "cash_on_delivery"


class ShippingMethod(enum.Enum):
    """
    How the goods reach the buyer.
    """

    STANDARD = "standard"
    STORE_DELIVERY = "store_delivery"
    PICK_UP = "pick_up"


class Fulfilment(enum.Enum):
    """
    Who ships a line.
    """

    BY_SELLER = "by_seller"
    BY_MARKETPLACE = "by_marketplace"


class OrderLabel(enum.Enum):
    """
    A request or an alarm that keeps an order from being exported or shipped.
    """

    PENDING_CANCELLATION = "pending_cancellation"
    PENDING_ADDRESS_CHANGE = "pending_address_change"
    RISK_ALERT = "risk_alert"


@attrs.frozen(kw_only=True)
class ListedLine:
    """
    One line of an order: one offer, so many units.
    """

    number: LineNumber
    status: MarketplaceStatus | Unknown
    #: Units still to be fulfilled: ordered minus cancelled; may be 0.
    quantity: int = attrs.field(validator=validators.ge(0))
    ordered: int = attrs.field(validator=validators.ge(0))
    cancelled: int = attrs.field(validator=validators.ge(0))
    goods_id: int
    sku_id: int
    #: The seller's own number as the order shows it; empty when it does not.
    seller_sku: str
    #: How many different products the line is made of; 1 is normal.
    products: int = attrs.field(default=1, validator=validators.ge(0))
    #: ERP units in one sold unit.
    sold_factor: int = attrs.field(default=1, validator=validators.ge(1))
    name: str = ""
    variation: str = ""
    fulfilment: Fulfilment | Unknown = Fulfilment.BY_SELLER


@attrs.frozen(kw_only=True)
class ListedOrder:
    """
    An order as the marketplace's list shows it: no address, no amounts.
    """

    number: OrderNumber
    status: MarketplaceStatus | Unknown
    placed_at: datetime
    updated_at: datetime
    ship_by: datetime | None
    region_id: int
    payment: Payment | Unknown
    shipping_method: ShippingMethod | Unknown
    labels: frozenset[OrderLabel] = frozenset()
    #: The buyer's new address was confirmed: read the address again.
    address_changed: bool = False
    #: The marketplace wants its own label: the seller's parcel would be refused.
    own_shipping_restricted: bool = False
    lines: tuple[ListedLine, ...]

    def line(self, number: LineNumber) -> ListedLine | None:
        """
        Return the line with this number, or None.
        """
        return next((line for line in self.lines if line.number == number), None)
