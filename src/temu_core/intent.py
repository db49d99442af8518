"""Outside writes, recorded before they are sent."""

import enum
from datetime import datetime

import attrs


class IntentKind(enum.Enum):
    """
    What kind of outside write an intent stands for.
    """

    ERP_DELIVERY = "erp_delivery"
    SHIPMENT_CONFIRMATION = "shipment_confirmation"
    STOCK_UPDATE = "stock_update"


@attrs.frozen(kw_only=True)
class Intent:
    """
    An outside write that is about to be sent.
    """

    #: Unique for ever: the write's content and the attempt.
    id: str
    kind: IntentKind
    #: Whom it concerns: an order number, a tracking number, a goods id.
    subject: str
    #: What is sent, in short and without personal data.
    summary: str
    run_id: str
    recorded_at: datetime
    #: The answer is in or lost by then: call time-out plus clock error.
    answer_by: datetime


class Outcome(enum.Enum):
    """
    What became of an intent.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class IntentOutcome:
    """
    What became of an intent, and how we know.
    """

    intent_id: str
    outcome: Outcome
    #: The other side's words, its request id, or what was seen when reading back.
    evidence: str
    at: datetime


@attrs.frozen(kw_only=True)
class OutsideWrite:
    """
    An intent with its outcome so far (None: still open).
    """

    intent: Intent
    outcome: IntentOutcome | None
