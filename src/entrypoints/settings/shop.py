"""Settings of one shop."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, TypeAlias

import attrs

from entrypoints.settings.check import between, factor, share, vat_rate
from entrypoints.settings.orders import OrderSettings
from entrypoints.settings.temu import TemuSettings
from temu_core.shop import (
    FilePrices,
    ListingPolicy,
    OrderFilePolicy,
    OrderPolicy,
    PartialDelivery,
    ShipmentPolicy,
    StockPolicy,
    StockSharing,
)

#: What a word of an order file may mean.
FileWord: TypeAlias = Literal[
    "pending",
    "unshipped",
    "cancelled",
    "partially_shipped",
    "shipped",
    "partially_delivered",
    "delivered",
    "by_seller",
    "by_marketplace",
]


def _lower_case(words: Mapping[str, FileWord]) -> Mapping[str, FileWord]:
    return MappingProxyType({" ".join(w.split()).casefold(): ours for w, ours in words.items()})


@attrs.frozen(kw_only=True)
class ShipmentSettings:
    """
    How Temu is told of parcels.
    """

    #: When the first of several parcels is confirmed: once all are there, or early.
    partial_delivery: PartialDelivery = PartialDelivery.WAIT
    #: Temu's id of the warehouse parcels leave from; empty: the shop's default one.
    warehouse: str = ""
    #: Alert so many hours before an order must have been shipped.
    ship_by_alert_hours: int = attrs.field(default=12, validator=between(1, 168))


@attrs.frozen(kw_only=True)
class StockSettings:
    """
    What is offered on Temu.
    """

    #: Units of each article held back, so that a late booking cannot oversell.
    buffer_units: int = attrs.field(default=0, validator=between(0, 100_000))
    #: How offers of one article share its stock: split it, or all show the whole of it.
    sharing: StockSharing = StockSharing.SPLIT
    #: Units shown for articles JTL-Wawi does not count; "none": leave those offers alone.
    unmanaged_units: int | None = attrs.field(
        default=None, validator=between(0, 100_000, or_none=True)
    )
    #: Part of the offers that may fall to 0 in one run before a person must look.
    mass_zero_share: float = attrs.field(default=0.3, validator=share())
    #: Fewer offers than this never count as a mass.
    mass_zero_least: int = attrs.field(default=10, validator=between(1, 1_000_000))
    #: A number that changes so many times over (0: no such guard) …
    jump_factor: float = attrs.field(default=10.0, validator=factor())
    #: … and by so many units waits until a person has looked.
    jump_least: int = attrs.field(default=1000, validator=between(1, 1_000_000))
    #: Part of the known articles JTL-Wawi's answer must still have.
    erp_answer_share: float = attrs.field(default=0.5, validator=share())
    #: Minutes after which JTL-Wawi's stock is read whole although it says that nothing changed;
    #: 0: it is read whole each time.
    read_all_every_minutes: int = attrs.field(default=60, validator=between(0, 1440))


@attrs.frozen(kw_only=True)
class OrderFileSettings:
    """
    How a file of orders from the Seller Center is read.
    """

    #: What its prices are, where it states no VAT: "net" or "gross"; "unknown": such orders wait.
    prices: FilePrices = FilePrices.UNKNOWN
    #: VAT in percent where the file states none; "none": the destination's standard rate.
    vat_rate: Decimal | None = attrs.field(default=None, validator=vat_rate(or_none=True))
    #: Further words of the file for a status or for who ships, to ours.
    words: Mapping[str, FileWord] = attrs.field(default=MappingProxyType({}), converter=_lower_case)
    #: With temu.access = "files": export although nobody can ask whether a buyer cancelled.
    export_unchecked: bool = False

    def policy(self) -> OrderFilePolicy:
        """
        Return what the core is told about order files.
        """
        return OrderFilePolicy(prices=self.prices, vat_rate=self.vat_rate, words=self.words)


@attrs.frozen(kw_only=True)
class ShopSettings:
    """
    One seller account.
    """

    temu: TemuSettings
    orders: OrderSettings = attrs.field(factory=OrderSettings)
    order_file: OrderFileSettings = attrs.field(factory=OrderFileSettings)
    shipments: ShipmentSettings = attrs.field(factory=ShipmentSettings)
    stock: StockSettings = attrs.field(factory=StockSettings)

    def order_policy(self, erp_zone: str) -> OrderPolicy:
        """
        Return what the core is told about orders.
        """
        return self.orders.order_policy(erp_zone, self.order_file.policy())

    def listing_policy(self) -> ListingPolicy:
        """
        Return what the core is told about walking the order list.
        """
        return self.orders.listing_policy()

    def shipment_policy(self) -> ShipmentPolicy:
        """
        Return what the core is told about parcels.
        """
        return ShipmentPolicy(
            partial_delivery=self.shipments.partial_delivery,
            warehouse=self.shipments.warehouse,
            ship_by_alert=timedelta(hours=self.shipments.ship_by_alert_hours),
        )

    def stock_policy(self) -> StockPolicy:
        """
        Return what the core is told about stock.
        """
        return StockPolicy(
            buffer_units=self.stock.buffer_units,
            sharing=self.stock.sharing,
            unmanaged_units=self.stock.unmanaged_units,
            mass_zero_share=self.stock.mass_zero_share,
            mass_zero_least=self.stock.mass_zero_least,
            jump_factor=self.stock.jump_factor,
            jump_least=self.stock.jump_least,
            erp_answer_share=self.stock.erp_answer_share,
            read_all_every=timedelta(minutes=self.stock.read_all_every_minutes),
        )
