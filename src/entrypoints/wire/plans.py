"""Plans as other programs see them."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from temu_core.plan import Plan, PlannedWrite, StoredPlan


@attrs.frozen(kw_only=True)
class WriteView:
    """
    One outside write of a plan.
    """

    subject: str
    before: str
    after: str
    #: Positions, parcels or the article, a line each; no buyers.
    details: Sequence[str]
    #: Writes of one group stand together: one product's offers.
    group: str

    @classmethod
    def of(cls, write: PlannedWrite) -> "WriteView":
        """
        Return a write as others see it.
        """
        return cls(
            subject=write.subject,
            before=write.before,
            after=write.after,
            details=write.details,
            group=write.group,
        )


@attrs.frozen(kw_only=True)
class PlanView:
    """
    What a run wants, or wanted, to write outside.
    """

    id: int | None
    kind: str
    hash: str
    #: ``waiting``, ``approved``, ``applied`` or ``needless``; empty: it was never stored.
    state: str
    approval_reason: str
    stored_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    writes: tuple[WriteView, ...]

    @classmethod
    def of(cls, plan: Plan) -> "PlanView":
        """
        Return a plan nobody had to store.
        """
        return cls(
            id=None,
            kind=plan.kind.value,
            hash=plan.hash,
            state="",
            approval_reason=plan.approval_reason,
            stored_at=None,
            decided_by="",
            decided_at=None,
            writes=tuple(WriteView.of(write) for write in plan.writes),
        )

    @classmethod
    def of_stored(cls, stored: StoredPlan) -> "PlanView":
        """
        Return a stored plan with who decided about it.
        """
        return attrs.evolve(
            cls.of(stored.plan),
            id=stored.id,
            state=stored.state.value,
            stored_at=stored.stored_at,
            decided_by=stored.decided_by,
            decided_at=stored.decided_at,
        )
