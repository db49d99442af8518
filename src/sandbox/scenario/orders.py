"""
Orders as a scenario tells them: what was bought, by whom, and what happens later.
"""

from collections.abc import Mapping

import attrs

WHOLE_LINE = -1


@attrs.frozen(kw_only=True)
class Address:
    """
    A buyer's address, as the marketplace shows it; *country* is an English name.
    """

    first_name: str
    last_name: str
    line1: str
    post_code: str
    city: str
    country: str = "Germany"
    state: str = ""
    line2: str = ""
    line3: str = ""
    additional_name: str = ""
    mobile: str = "+49 30 0000000 0001"
    mail: str = "kunde-1@example.invalid"


@attrs.frozen(kw_only=True)
class LineScript:
    """
    One bought SKU; money is the line's total in integer cents including VAT, before discounts.
    """

    sku_id: int
    gross: int
    quantity: int = 1
    #: VAT in hundredths of a percent: 1900 is 19 %.
    vat: int = 1900
    seller_discount: int = 0
    temu_discount: int = 0
    #: Units cancelled before the order is first shown.
    cancelled: int = 0
    #: Without it only the SKU id says what was bought.
    shows_ext_code: bool = True
    #: A second product of the same line, as bundles have it.
    second_product: str | None = None


@attrs.frozen(kw_only=True)
class ShippedParcel:
    """
    A parcel the marketplace knows although no API call confirmed it.
    """

    carrier_id: int
    tracking_number: str


@attrs.frozen(kw_only=True)
class OrderChange:
    """
    What changes on an order at one moment; everything not named stays.
    """

    status: int | None = None
    cancel: bool = False
    #: Units to cancel per line number, counted from 1; -1 is the whole line.
    cancel_lines: Mapping[int, int] = attrs.field(factory=dict)
    labels: Mapping[str, bool] = attrs.field(factory=dict)
    warnings: tuple[str, ...] = ()
    address: Address | None = None
    parcel: ShippedParcel | None = None
    amounts_ready: bool = False
    #: The change happens only while this label is set.
    only_if_label: str | None = None


@attrs.frozen(kw_only=True)
class TimedChange:
    """
    A change and when it happens, in seconds after the scenario (or the order) began.
    """

    after_s: int
    change: OrderChange


@attrs.frozen(kw_only=True)
class OrderScript:
    """
    One order of the marketplace; times are seconds relative to the scenario's start.
    """

    number: str
    lines: tuple[LineScript, ...]
    address: Address | None
    placed_after_s: int = 0
    status: int = 2
    currency: str = "EUR"
    #: What the buyer paid for shipping, in cents including VAT.
    shipping_gross: int = 0
    payment: str = "PPD"
    shipping_method: int = 1
    fulfillment: str = "fulfillBySeller"
    region_id: int = 76
    site_id: int = 105
    labels: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    #: Orders of one group may travel in one parcel.
    group: str | None = None
    amounts_after_s: int = 0
    #: Cents by which the order's totals differ from the sum of its lines.
    totals_off: int = 0
    ship_within_s: int = 2 * 86_400
    parcel: ShippedParcel | None = None
    changes: tuple[TimedChange, ...] = ()


def line_number(order_number: str, position: int) -> str:
    """
    Return the orderSn of line *position*, counted from 1.
    """
    _, region, digits = order_number.split("-")
    return f"{region}-{digits[len(str(position)) :]}{position}"
