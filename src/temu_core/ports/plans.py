"""Plans that wait for a person."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.plan import Plan, PlanKind, StoredPlan


class Plans(Protocol):
    """
    Stored plans by their hash.
    """

    @abstractmethod
    def store(self, fence: Fence, plan: Plan, at: datetime) -> StoredPlan:
        """
        Store a plan as waiting, or return the stored one that answers it.

        That is the approved plan that allows this one (``StoredPlan.allows``),
        else the waiting one of the same hash, as it was shown.  All others of
        that kind that wait or were approved are superseded and removed.  A plan
        that was applied before or whose approval is too old waits anew.
        """

    @abstractmethod
    def put_away(self, fence: Fence, kind: PlanKind, at: datetime) -> int:
        """
        Call every waiting plan of this kind needless; return how many there were.

        Approvals stay.  A needless plan is kept like one that was applied, or
        until the next of its kind waits.
        """

    @abstractmethod
    def waiting(self, shop: ShopId, limit: int = 50) -> Sequence[StoredPlan]:
        """
        Return plans that are waiting or approved, newest first.

        An approval is listed until it is superseded, even when it is too old.
        """

    @abstractmethod
    def get(self, shop: ShopId, plan_id: int) -> StoredPlan | None:
        """
        Return one plan.
        """

    @abstractmethod
    def approve(self, fence: Fence, plan_id: int, *, by: str, at: datetime) -> bool:
        """
        Approve every write of a waiting plan; False when there is no such waiting plan.

        The approval is used up where the writes are recorded as begun: by
        ``OrderBook.change`` and ``OfferBook.begin_push``.
        """
