"""
What the marketplace remembers of orders, parcels and offers.
"""

import attrs

from sandbox.scenario.orders import Address, OrderChange

PENDING, OPEN, CANCELED, SHIPPED, DELIVERED, PARTLY_SHIPPED = 1, 2, 3, 4, 5, 41

CANCELLATION = "pending_buyer_cancellation"
ADDRESS_CHANGE = "pending_buyer_address_change"
RISK_ALERT = "pending_risk_control_alert"


@attrs.define(kw_only=True)
class OrderLine:
    """
    One line; money in cents including VAT for the quantity ordered.
    """

    order_sn: str
    sku_id: int
    ordered: int
    cancelled: int
    gross: int
    vat: int
    seller_discount: int
    temu_discount: int
    shows_ext_code: bool
    second_product: str | None
    status: int
    shipped_at: int | None = None

    @property
    def open_units(self) -> int:
        """
        Return the units still to be sent.
        """
        return self.ordered - self.cancelled


@attrs.define(kw_only=True)
class Package:
    """
    One parcel of an order, with the units per line it carries.
    """

    package_sn: str
    carrier_id: int
    tracking_number: str
    warehouse_id: str
    units: dict[str, int]
    #: False: known from the start, nobody confirmed it here.
    by_api: bool
    #: Further parcels of the same single item: (package, carrier, number).
    parts: list[tuple[str, int, str]] = attrs.field(factory=list)


@attrs.define(kw_only=True)
class CancelRequest:
    """
    A buyer's wish to cancel; group 8 pending, 9 approved, 10 rejected, 11 revoked.
    """

    number: str
    created: int
    group: int = 8


@attrs.define(kw_only=True)
class Order:
    """
    One parent order with its lines and parcels.
    """

    number: str
    created: int
    updated: int
    confirmed: int | None
    ship_latest: int
    status: int
    currency: str
    shipping_gross: int
    payment: str
    shipping_method: int
    fulfillment: str
    region_id: int
    site_id: int
    labels: list[str]
    warnings: list[str]
    group: str | None
    address: Address | None
    amounts_ready_at: int
    totals_off: int
    lines: list[OrderLine]
    packages: list[Package] = attrs.field(factory=list)
    cancel_request: CancelRequest | None = None
    shipped_at: int | None = None

    def open_lines(self) -> list[OrderLine]:
        """
        Return the lines that still wait for a parcel.
        """
        return [line for line in self.lines if line.status == OPEN and line.open_units > 0]


@attrs.define(kw_only=True)
class ShopOffer:
    """
    One SKU with the stock the marketplace would sell.
    """

    goods_id: int
    sku_id: int
    seller_sku: str
    name: str
    variant: str
    stock: int
    price: str
    retail_price: str
    on_sale: bool
    sold_factor: int
    created: int
    changed: int

    @property
    def list_type(self) -> int:
        """
        Return the list that shows it: 2 on sale, 3 off sale or sold out.
        """
        return 2 if self.on_sale and self.stock > 0 else 3


@attrs.define(kw_only=True)
class Event:
    """
    Something that will happen to an order; without a change the order is placed.
    """

    due: int
    position: int
    order: str
    change: OrderChange | None


@attrs.define(kw_only=True)
class Counters:
    """
    What was written here since the world began.
    """

    writes: int = 0
    confirm_calls: int = 0
    confirm_accepted: int = 0
    stock_edit_calls: int = 0
    next_package: int = 1
    next_event: int = 1
    started: int = 0
