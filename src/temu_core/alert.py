"""Things a person should see although work goes on."""

import enum
from datetime import datetime

import attrs


class AlertKind(enum.Enum):
    """
    What an alert is about.
    """

    CANCELLED_AFTER_EXPORT = "cancelled_after_export"
    CHANGED_AFTER_EXPORT = "changed_after_export"
    CANCELLED_IN_ERP = "cancelled_in_erp"
    DUPLICATE_IN_ERP = "duplicate_in_erp"
    SHIP_BY_NEAR = "ship_by_near"
    SHIPPED_DESPITE_REQUEST = "shipped_despite_request"
    MISSED_BY_UPDATES = "missed_by_updates"
    AMOUNTS_PERMISSION = "amounts_permission"
    TOKEN_EXPIRES = "token_expires"  # noqa: S105 - a kind of alert, no password
    MANY_HOLDS = "many_holds"
    GUARD = "guard"
    ERP_CHANGED = "erp_changed"
    RECONCILIATION = "reconciliation"
    STOCK_REFUSED = "stock_refused"


@attrs.frozen(kw_only=True)
class Alert:
    """
    One thing to look at; the same kind and subject is one alert however often raised.
    """

    kind: AlertKind
    #: An order number, a SKU, or the shop.
    subject: str
    text: str
    raised_at: datetime


@attrs.frozen(kw_only=True)
class StoredAlert:
    """
    An alert with its history.
    """

    id: int
    alert: Alert
    last_raised_at: datetime
    times: int
    #: Who put it away, and when; None while it is open.
    closed_at: datetime | None
    closed_by: str
