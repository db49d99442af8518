"""A seller account and the switches a merchant set for it."""

import enum
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

import attrs
from attrs import validators

from temu_core.document import DeliveryWay


@attrs.frozen(kw_only=True)
class SellerAccount:
    """
    What the marketplace says about the account behind the token.
    """

    mall_id: int
    region_id: int
    #: False for a semi-managed shop, which works differently.
    local_seller: bool
    token_expires_at: datetime
    scopes: frozenset[str]
    #: The marketplace's own clock when it answered.
    marketplace_time: datetime


class CustomerNumbers(enum.Enum):
    """
    Which customer an exported order is booked on.
    """

    NEW = "new"
    COLLECTIVE = "collective"
    BY_EMAIL = "by_email"


class StockSharing(enum.Enum):
    """
    How several offers of one article share its stock.
    """

    SPLIT = "split"
    POOL = "pool"


class PartialDelivery(enum.Enum):
    """
    When the first of several parcels is confirmed.
    """

    WAIT = "wait"
    EARLY = "early"


class LongItemNames(enum.Enum):
    """
    What happens to an article name the ERP has no room for.
    """

    HOLD = "hold"
    SHORTEN = "shorten"


class FilePrices(enum.Enum):
    """
    What the prices of an order file are; the file itself does not say.
    """

    UNKNOWN = "unknown"
    NET = "net"
    GROSS = "gross"


@attrs.frozen(kw_only=True)
class OrderFilePolicy:
    """
    What a merchant decided about orders that come as a file.
    """

    prices: FilePrices = FilePrices.UNKNOWN
    #: In percent, for all that the file does not state; None: the destination's standard rate.
    vat_rate: Decimal | None = None
    #: The file's words for a status or who ships, in lower case, to ours.
    words: Mapping[str, str] = attrs.field(factory=lambda: MappingProxyType({}))


@attrs.frozen(kw_only=True)
class OrderPolicy:
    """
    What a merchant decided about orders; the defaults are the safe choice.
    """

    currencies: frozenset[str] = frozenset({"EUR"})
    allow_cash_on_delivery: bool = False
    allow_pick_up: bool = False
    allow_restricted_shipping: bool = False
    allow_several_products: bool = False
    #: Orders placed before are none of ours; None: every order is.
    start_from: datetime | None = None
    deduct_marketplace_discount: bool = False
    #: Rates in percent per ISO country, in addition to the legal ones.
    extra_vat_rates: Mapping[str, frozenset[Decimal]] = attrs.field(
        factory=lambda: MappingProxyType({})
    )
    shipping_position_name: str = "Versandkosten"
    item_name_limit: int = attrs.field(default=255, validator=validators.ge(10))
    long_item_names: LongItemNames = LongItemNames.HOLD
    customer_numbers: CustomerNumbers = CustomerNumbers.NEW
    collective_customer: str = ""
    delivery: DeliveryWay = DeliveryWay.INBOX
    #: The ERP's zone, as an IANA name.
    erp_zone: str = "Europe/Berlin"
    not_taken_after: timedelta = timedelta(hours=2)
    second_look_after: timedelta = timedelta(minutes=15)
    bad_answers_before_hold: int = 3
    #: From so many held orders on, an alert says so.
    many_holds: int = attrs.field(default=20, validator=validators.ge(1))
    file: OrderFilePolicy = attrs.field(factory=OrderFilePolicy)


@attrs.frozen(kw_only=True)
class ShipmentPolicy:
    """
    What a merchant decided about telling the marketplace of parcels.
    """

    partial_delivery: PartialDelivery = PartialDelivery.WAIT
    #: Overrides the marketplace's default warehouse; empty: ask.
    warehouse: str = ""
    ship_by_alert: timedelta = timedelta(hours=12)


@attrs.frozen(kw_only=True)
class StockPolicy:
    """
    What a merchant decided about stock.
    """

    buffer_units: int = attrs.field(default=0, validator=validators.ge(0))
    sharing: StockSharing = StockSharing.SPLIT
    #: Units shown for articles the ERP does not count; None: leave those offers alone.
    unmanaged_units: int | None = None
    #: Share of offers that may fall to 0 in one run before a person must look.
    mass_zero_share: float = attrs.field(
        default=0.3, validator=[validators.ge(0), validators.le(1)]
    )
    #: Fewer offers than this never count as a mass.
    mass_zero_least: int = attrs.field(default=10, validator=validators.ge(1))
    #: A number that changes this many times over, up or down …; 0: no such guard.
    jump_factor: float = attrs.field(default=10.0, validator=validators.ge(0))
    #: … and by at least so many units is looked at by a person first.
    jump_least: int = attrs.field(default=1000, validator=validators.ge(1))
    #: Share of the known articles an ERP answer must still have.
    erp_answer_share: float = attrs.field(
        default=0.5, validator=[validators.ge(0), validators.le(1)]
    )
    #: The ERP's stock is read whole at least once in this time; 0: each time.
    read_all_every: timedelta = attrs.field(
        default=timedelta(hours=1), validator=validators.ge(timedelta(0))
    )


@attrs.frozen(kw_only=True)
class ListingPolicy:
    """
    How the order list is walked.
    """

    days_back: int = attrs.field(default=7, validator=[validators.ge(1), validators.le(90)])
    overlap: timedelta = attrs.field(
        default=timedelta(hours=1), validator=validators.ge(timedelta(minutes=15))
    )
    #: How far past its end a window is asked for, so that no order leaves it meanwhile.
    open_end: timedelta = timedelta(hours=1)
    walks: int = 3
    daily_check_days: int = 14
