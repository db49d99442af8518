"""Where an order stands in our own books, and why it was stopped."""

import enum
from datetime import datetime

import attrs


class LedgerState(enum.Enum):
    """
    The one state an order is in.
    """

    PENDING = "pending"
    INCOMPLETE = "incomplete"
    READY = "ready"
    EXPORTING = "exporting"
    EXPORTED = "exported"
    IN_ERP = "in_erp"
    PARTIALLY_SHIPPED = "partially_shipped"
    SHIPPED = "shipped"
    CONFIRMED = "confirmed"
    HELD = "held"
    CANCELLED = "cancelled"
    CANCELLED_AFTER_EXPORT = "cancelled_after_export"
    CANCELLED_IN_ERP = "cancelled_in_erp"
    CLOSED_ELSEWHERE = "closed_elsewhere"


class HoldReason(enum.Enum):
    """
    Why an order was stopped on purpose.
    """

    UNKNOWN_VALUE = "unknown_value"
    BAD_ANSWER = "bad_answer"
    CASH_ON_DELIVERY = "cash_on_delivery"
    PICK_UP = "pick_up"
    OWN_SHIPPING_RESTRICTED = "own_shipping_restricted"
    SEVERAL_PRODUCTS = "several_products"
    CURRENCY_NOT_ALLOWED = "currency_not_allowed"
    COUNTRY_UNKNOWN = "country_unknown"
    ADDRESS_INCOMPLETE = "address_incomplete"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_NOT_ENCODABLE = "text_not_encodable"
    TOTALS_MISMATCH = "totals_mismatch"
    VAT_UNCLEAR = "vat_unclear"
    QUANTITY_CHANGED = "quantity_changed"
    SKU_MISSING = "sku_missing"
    SKU_UNKNOWN = "sku_unknown"
    NOT_TAKEN_BY_ERP = "not_taken_by_erp"
    PACKAGE_MISMATCH = "package_mismatch"
    CARRIER_UNKNOWN = "carrier_unknown"
    TRACKING_SHARED = "tracking_shared"
    WAREHOUSE_UNKNOWN = "warehouse_unknown"
    SHIPMENT_REFUSED = "shipment_refused"


class Remedy(enum.Enum):
    """
    What a person can do about a held order; the same on every surface.
    """

    TRY_AGAIN = "try_again"
    MAP_SKU = "map_sku"
    MAP_CARRIER = "map_carrier"
    CORRECT_TEXT = "correct_text"
    ALLOW_ONCE = "allow_once"
    DELIVER_AGAIN = "deliver_again"
    DONE_BY_HAND = "done_by_hand"


@attrs.frozen(kw_only=True)
class Hold:
    """
    A reason to stop, in words for the merchant, with the field at fault.
    """

    reason: HoldReason
    text: str
    #: The field or value at fault: ``address.post_code``, a SKU, a carrier name.
    subject: str = ""


class ClosedWhy(enum.Enum):
    """
    Why an order is none of our business (any more).
    """

    ALREADY_SHIPPED = "already_shipped"
    SHIPPED_BY_MARKETPLACE = "shipped_by_marketplace"
    BEFORE_START = "before_start"
    DONE_BY_HAND = "done_by_hand"


@attrs.frozen(kw_only=True)
class OrderEvent:
    """
    One transition of one order, with its reason and who caused it.
    """

    at: datetime
    from_state: LedgerState | None
    to_state: LedgerState
    text: str
    #: ``run:<id>`` or ``person:<name>``.
    by: str
