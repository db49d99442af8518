"""Our own books of orders."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import attrs

from shared_kernel.run_context import Fence
from temu_core.ledger import HoldReason, LedgerState, OrderEvent
from temu_core.order import OrderNumber, ShopId
from temu_core.package import PackageState
from temu_core.record import LedgerUpdate, OrderRecord

#: Given the orders as they are now, say what must change.  Pure: may be called again.
Decide = Callable[[Mapping[OrderNumber, OrderRecord]], LedgerUpdate]


@attrs.frozen(kw_only=True)
class OrderPlace:
    """
    Where an order stands among all by the time they were placed.
    """

    placed_at: datetime
    number: OrderNumber


@attrs.frozen(kw_only=True)
class HeldGroup:
    """
    The orders that are held for one reason.
    """

    reason: HoldReason
    orders: int
    #: When the oldest of them was held.
    since: datetime
    #: By when the first of them must be shipped; None when none has a time.
    ship_by: datetime | None
    #: How many orders each field or value at fault stops.
    subjects: Mapping[str, int]


class OrderBook(Protocol):
    """
    Every order the marketplace ever showed, with its one ledger state.
    """

    @abstractmethod
    def read(
        self, shop: ShopId, numbers: Collection[OrderNumber]
    ) -> Mapping[OrderNumber, OrderRecord]:
        """
        Return the orders of these numbers; unknown ones are missing.
        """

    @abstractmethod
    def in_states(
        self,
        shop: ShopId,
        states: Collection[LedgerState],
        *,
        changed_since: datetime | None = None,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        """
        Return up to *limit* orders in *states* by ascending number, beginning after *after*.

        With *changed_since* only those the marketplace changed then or later.
        """

    @abstractmethod
    def placed_between(
        self,
        shop: ShopId,
        start: datetime,
        end: datetime,
        *,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        """
        Return up to *limit* orders placed from *start* to *end*, both included, by number.
        """

    @abstractmethod
    def with_packages(
        self,
        shop: ShopId,
        states: Collection[PackageState],
        *,
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        """
        Return up to *limit* orders that have a package in one of *states*, by ascending number.
        """

    @abstractmethod
    def bearing(self, shop: ShopId, tracking_numbers: Collection[str]) -> Sequence[OrderRecord]:
        """
        Return the orders that have a package with one of these numbers, by ascending number.
        """

    @abstractmethod
    def change(
        self, fence: Fence, numbers: Collection[OrderNumber], decide: Decide
    ) -> LedgerUpdate:
        """
        Read *numbers*, let *decide* say what changes, and store it: one transaction.

        The shop is the fence's.  ``decide`` sees the stored orders (unknown ones
        are missing) and may only change orders among *numbers*; it is called
        again when somebody else changed one of them meanwhile.  Stored records
        carry ``version + 1``.  Everything in the update is stored or nothing.
        Intents make the lease outlive their ``answer_by``.  An approval loses the
        writes that are begun; its last use makes the plan applied.

        Returns:
            The update as stored.

        Raises:
            StoppedError: The fence is no longer the lease's.
            UnavailableError: Somebody else kept changing them; try again.
        """

    @abstractmethod
    def counts(self, shop: ShopId) -> Mapping[LedgerState, int]:
        """
        Return how many orders are in each state; states without any are missing.
        """

    @abstractmethod
    def held_counts(self, shop: ShopId) -> Mapping[HoldReason, int]:
        """
        Return how many orders are held by reason.
        """

    @abstractmethod
    def events(self, shop: ShopId, number: OrderNumber) -> Sequence[OrderEvent]:
        """
        Return an order's transitions, oldest first.
        """

    @abstractmethod
    def search(
        self,
        shop: ShopId,
        *,
        text: str = "",
        states: Collection[LedgerState] = (),
        reasons: Collection[HoldReason] = (),
        after: OrderNumber | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        """
        Return orders by ascending number whose number, SKU or name contains *text*.
        """

    @abstractmethod
    def newest(
        self,
        shop: ShopId,
        *,
        text: str = "",
        states: Collection[LedgerState] = (),
        reasons: Collection[HoldReason] = (),
        before: OrderPlace | None = None,
        limit: int = 100,
    ) -> Sequence[OrderRecord]:
        """
        Search as ``search`` does; the last placed come first, by descending number at one moment.
        """

    @abstractmethod
    def held_groups(self, shop: ShopId) -> Sequence[HeldGroup]:
        """
        Return the held orders by reason, most orders first, then by the reason's name.
        """
