"""What is held of buyers, as other programs see it."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from job_core.rules.retention import Retention
from temu_core.privacy import Held, RetentionPolicy


@attrs.frozen(kw_only=True)
class HeldDataView:
    """
    So many things of one kind, held for one reason.
    """

    #: ``addresses``, ``documents``, ``archived_files``, ``raw_answers``, ``plans`` or, for all
    #: shops together, ``answered_requests``.
    kind: str
    #: ``open``: somebody works on it; ``within_days``; ``due``: the next run, or of answered
    #: requests the scheduler, erases it.
    why: str
    count: int
    #: The oldest; of orders, when it was placed.
    oldest: datetime | None

    @classmethod
    def of(cls, held: Held) -> "HeldDataView":
        """
        Return *held* as others see it.
        """
        return cls(kind=held.kind.value, why=held.why.value, count=held.count, oldest=held.oldest)


@attrs.frozen(kw_only=True)
class PrivacyView:
    """
    What is held of buyers, how much, why, and after how many days it goes.
    """

    at: datetime
    raw_answers_days: int
    finished_orders_days: int
    plans_days: int
    answered_requests_days: int
    items: Sequence[HeldDataView]

    @classmethod
    def of(cls, found: Sequence[Held], policy: RetentionPolicy, at: datetime) -> "PrivacyView":
        """
        Return a report as others see it.
        """
        return cls(
            at=at,
            raw_answers_days=policy.raw_answers.days,
            finished_orders_days=policy.finished_orders.days,
            plans_days=policy.plans.days,
            answered_requests_days=Retention().of_answers.days,
            items=[HeldDataView.of(held) for held in found],
        )


@attrs.frozen(kw_only=True)
class BuyersForgotten:
    """
    How many orders were erased.
    """

    orders: int
