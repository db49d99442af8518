"""What we hold of buyers, for how long, and why."""

import enum
from datetime import datetime, timedelta

import attrs

from temu_core.ledger import LedgerState

#: States after which an order needs nothing of its buyer any more.
FINISHED = frozenset({LedgerState.CONFIRMED, LedgerState.CANCELLED, LedgerState.CLOSED_ELSEWHERE})


@attrs.frozen(kw_only=True)
class RetentionPolicy:
    """
    How long what may hold personal data is kept.
    """

    #: The marketplace's answers as they came.
    raw_answers: timedelta = timedelta(days=30)
    #: Addresses, documents and files of orders that are confirmed, cancelled or closed.
    finished_orders: timedelta = timedelta(days=90)
    #: Plans that were applied.
    plans: timedelta = timedelta(days=90)


class HeldKind(enum.Enum):
    """
    What may hold personal data.
    """

    #: Buyers' addresses, in our books of orders.
    ADDRESSES = "addresses"
    #: The bytes of orders as the ERP was told.
    DOCUMENTS = "documents"
    #: Documents that were put away, in the folder ``archive``.
    ARCHIVED_FILES = "archived_files"
    #: The marketplace's answers as they came.
    RAW_ANSWERS = "raw_answers"
    #: Plans that were shown to a person.
    PLANS = "plans"
    #: What programs were answered, in case they ask again; of all shops together.
    ANSWERED_REQUESTS = "answered_requests"


class HeldWhy(enum.Enum):
    """
    Why something is still held.
    """

    #: Somebody still works on the order.
    OPEN = "open"
    #: It is finished, and the days are not over.
    WITHIN_DAYS = "within_days"
    #: The next run erases it.
    DUE = "due"


@attrs.frozen(kw_only=True)
class Held:
    """
    So many things of one kind, held for one reason.
    """

    kind: HeldKind
    why: HeldWhy
    count: int
    #: Since when the oldest is held; None where nobody knows.
    oldest: datetime | None = None


@attrs.frozen(kw_only=True)
class CutOffs:
    """
    What is older than these moments is erased.
    """

    raw_answers: datetime
    finished_orders: datetime
    plans: datetime

    @classmethod
    def of(cls, policy: RetentionPolicy, now: datetime) -> "CutOffs":
        """
        Return the moments as of *now*.
        """
        return cls(
            raw_answers=now - policy.raw_answers,
            finished_orders=now - policy.finished_orders,
            plans=now - policy.plans,
        )
