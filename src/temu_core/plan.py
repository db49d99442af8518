"""What a run wants to write outside."""

import enum
import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

import attrs

#: For so long an approval counts; what a person saw yesterday says nothing about today.
APPROVAL_HOLDS = timedelta(hours=24)


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
    One outside write of a plan, readable by a person; it names no buyer.
    """

    subject: str
    before: str
    after: str
    #: What is written in detail, a line each: positions, parcels, the article.
    details: tuple[str, ...] = ()
    #: What it was computed from, as a digest; empty where ``after`` says it all.
    basis: str = ""
    #: What it is about in our books: order numbers, or the offer's sku id.
    keys: tuple[str, ...] = ()
    #: Under which words it is shown with others; empty: by itself.
    group: str = ""

    @property
    def content(self) -> tuple[str, ...]:
        """
        What a person approves: whom it is about, what is written, what it follows from.
        """
        return (self.subject, self.after, self.basis) if self.basis else (self.subject, self.after)

    @property
    def fingerprint(self) -> str:
        """
        SHA-256 of the content, in hex: by it an approval knows its writes.
        """
        canonical = json.dumps(self.content, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()


@attrs.frozen(kw_only=True)
class Plan:
    """
    The outside writes a run wants, with a hash of what they are.

    Same writes from the same inputs, same hash: neither time nor run nor what is there now
    is part of it.
    """

    kind: PlanKind
    hash: str
    writes: tuple[PlannedWrite, ...]
    #: Why it must be approved before it is applied; empty when it need not be.
    approval_reason: str = ""


@attrs.frozen(kw_only=True)
class ApprovalUse:
    """
    What an approval loses, in the very transaction that records its writes as begun.
    """

    plan_id: int
    writes: tuple[PlannedWrite, ...]
    at: datetime
    #: Nothing follows: the plan was applied, and whatever is left of it became needless.
    last: bool

    @property
    def fingerprints(self) -> frozenset[str]:
        """
        The writes that are approved no more.
        """
        return frozenset(write.fingerprint for write in self.writes)

    def about(self, keys: Iterable[object]) -> "ApprovalUse":
        """
        Return the use by those writes alone that are about nothing but *keys*.
        """
        among = {str(key) for key in keys}
        kept = tuple(write for write in self.writes if among.issuperset(write.keys))
        return attrs.evolve(self, writes=kept)


class PlanState(enum.Enum):
    """
    What became of a stored plan.
    """

    WAITING = "waiting"
    APPROVED = "approved"
    APPLIED = "applied"
    #: What it was for went without it, before anybody decided.
    NEEDLESS = "needless"


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
    #: When it was approved; None while nobody did.
    decided_at: datetime | None = None
    #: The fingerprints of what may still be written on the strength of the approval.
    approved: Collection[str] = frozenset()

    def allows(self, plan: Plan, at: datetime) -> bool:
        """
        Return whether a person's approval covers *plan* at this moment.

        It covers the writes that were shown and not begun since, all of them or
        some: a write that became needless meanwhile takes no approval from the
        others.  It says nothing about any other write, nor about a second time.
        """
        return self._counts_for(plan, at) and all(
            write.fingerprint in self.approved for write in plan.writes
        )

    def covers_part_of(self, plan: Plan, at: datetime) -> bool:
        """
        Return whether a person's approval counts and *plan* has a write that is left of it.
        """
        return self._counts_for(plan, at) and any(
            write.fingerprint in self.approved for write in plan.writes
        )

    def _counts_for(self, plan: Plan, at: datetime) -> bool:
        if self.state is not PlanState.APPROVED or self.decided_at is None:
            return False
        return self.plan.kind is plan.kind and at - self.decided_at < APPROVAL_HOLDS
