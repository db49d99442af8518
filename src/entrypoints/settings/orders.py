"""Settings of a shop's orders."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, ClassVar, TypeAlias
from zoneinfo import ZoneInfo

import attrs

from entrypoints.settings.check import Check, between, each, filled, likely_day, matching, vat_rates
from entrypoints.settings.wrong_setting import Unusable
from temu_core.document import DeliveryWay
from temu_core.shop import (
    CustomerNumbers,
    ListingPolicy,
    LongItemNames,
    OrderFilePolicy,
    OrderPolicy,
)

#: ISO code of a country.
Country: TypeAlias = Annotated[str, matching("[A-Z]{2}", 'two capital letters such as "DE"')]

_Rates: TypeAlias = Mapping[Country, tuple[Decimal, ...]]


def _read_only(rates: _Rates) -> _Rates:
    return MappingProxyType(dict(rates))


@attrs.frozen(kw_only=True)
class OrderSettings:
    """
    Which orders are taken, and how they reach the ERP.
    """

    #: What one setting asks of another: (needed, when this, says that, otherwise).
    NEEDED_WITH: ClassVar[tuple[tuple[str, str, str, Unusable], ...]] = (
        (
            "collective_customer",
            "customer_numbers",
            "collective",
            Unusable(
                given="nothing given",
                expected='a customer number, since customer_numbers is "collective"',
                todo='add it, or set customer_numbers to "new"',
            ),
        ),
    )

    #: Currencies that are taken; orders in another one are held.
    currencies: frozenset[str] = attrs.field(
        default=frozenset({"EUR"}),
        validator=each("[A-Z]{3}", 'currencies such as ["EUR"], at least one'),
    )
    #: Take orders paid on delivery.
    allow_cash_on_delivery: bool = False
    #: Take orders the buyer picks up.
    allow_pick_up: bool = False
    #: Take orders Temu restricts the merchant's own shipping for.
    allow_restricted_shipping: bool = False
    #: Take orders with several products in one line.
    allow_several_products: bool = False
    #: Leave alone what was ordered before this day or moment, in the ERP's time zone.
    start_from: date | None = attrs.field(default=None, validator=likely_day())
    #: Deduct the discount Temu pays from the exported price.
    deduct_marketplace_discount: bool = False
    #: VAT rates in percent per country, besides the legal ones.
    extra_vat_rates: _Rates = attrs.field(
        default=MappingProxyType({}), converter=_read_only, validator=vat_rates()
    )
    #: Name of the position that carries the shipping costs.
    shipping_position_name: str = attrs.field(default="Versandkosten", validator=filled())
    #: Longest article name the ERP takes.
    item_name_limit: int = attrs.field(default=255, validator=between(10, 255))
    #: What happens to longer article names.
    long_item_names: LongItemNames = LongItemNames.HOLD
    #: Which customer an order is booked on.
    customer_numbers: CustomerNumbers = CustomerNumbers.NEW
    #: The customer number for all orders when customer_numbers is "collective".
    collective_customer: str = attrs.field(
        default="", validator=Check("at most 30 characters", lambda value: len(value) <= 30)
    )
    #: How orders reach the ERP: its inbox table, or a file.
    delivery: DeliveryWay = DeliveryWay.INBOX
    #: With files: one name for all, jtl_temu_bestellungen.xml; each then waits for the last.
    bare_file_name: bool = False
    #: With files: name of the one machine that writes them; empty: whichever runs.
    delivering_machine: str = ""
    #: An alert says when so many orders are held.
    many_holds: int = attrs.field(default=20, validator=between(1, 10000))
    #: Hold an order the ERP has not taken after so many minutes.
    not_taken_after_minutes: int = attrs.field(default=120, validator=between(15, 10080))
    #: Minutes between two empty looks after a lost answer; then the order may be sent again.
    second_look_after_minutes: int = attrs.field(default=15, validator=between(5, 1440))
    #: How many days the very first run looks back.
    days_back: int = attrs.field(default=7, validator=between(1, 90))
    #: How many minutes each run looks back behind what is known.
    overlap_minutes: int = attrs.field(default=60, validator=between(15, 10080))

    def order_policy(self, erp_zone: str, file: OrderFilePolicy) -> OrderPolicy:
        """
        Return what the core is told about orders.
        """
        return OrderPolicy(
            file=file,
            currencies=self.currencies,
            allow_cash_on_delivery=self.allow_cash_on_delivery,
            allow_pick_up=self.allow_pick_up,
            allow_restricted_shipping=self.allow_restricted_shipping,
            allow_several_products=self.allow_several_products,
            start_from=_in_utc(self.start_from, erp_zone) if self.start_from else None,
            deduct_marketplace_discount=self.deduct_marketplace_discount,
            extra_vat_rates=MappingProxyType(
                {country: frozenset(rates) for country, rates in self.extra_vat_rates.items()}
            ),
            shipping_position_name=self.shipping_position_name,
            item_name_limit=self.item_name_limit,
            long_item_names=self.long_item_names,
            customer_numbers=self.customer_numbers,
            collective_customer=self.collective_customer,
            delivery=self.delivery,
            many_holds=self.many_holds,
            erp_zone=erp_zone,
            not_taken_after=timedelta(minutes=self.not_taken_after_minutes),
            second_look_after=timedelta(minutes=self.second_look_after_minutes),
        )

    def listing_policy(self) -> ListingPolicy:
        """
        Return what the core is told about walking the order list.
        """
        return ListingPolicy(
            days_back=self.days_back, overlap=timedelta(minutes=self.overlap_minutes)
        )


def _in_utc(day: date, erp_zone: str) -> datetime:
    moment = day if isinstance(day, datetime) else datetime.combine(day, time())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(erp_zone))
    return moment.astimezone(UTC)
