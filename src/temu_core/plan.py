"""What a run wants to write outside."""

import enum
from datetime import datetime

import attrs


class PlanKind(enum.Enum):
    """
    Which step a plan belongs to.
    """

    EXPORT = "export"
    CONFIRM = "confirm"
    STOCK = "stock"


@attrs.frozen(kw_only=True)
class PlannedWrite:
    """
    One outside write of a plan, readable by a person.
    """

    subject: str
    before: str
    after: str


@attrs.frozen(kw_only=True)
class Plan:
    """
    The outside writes a run wants, with a hash of what they are.

    Same inputs, same hash: neither time nor run is part of it.
    """

    kind: PlanKind
    hash: str
    writes: tuple[PlannedWrite, ...]
    #: Why it must be approved before it is applied; empty when it need not be.
    approval_reason: str = ""


class PlanState(enum.Enum):
    """
    What became of a stored plan.
    """

    WAITING = "waiting"
    APPROVED = "approved"
    APPLIED = "applied"


@attrs.frozen(kw_only=True)
class StoredPlan:
    """
    A plan that was shown to a person.
    """

    id: int
    plan: Plan
    state: PlanState
    stored_at: datetime
    decided_by: str
