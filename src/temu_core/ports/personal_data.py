"""Finding and erasing what we hold of buyers."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import attrs

from shared_kernel.run_context import Fence
from temu_core.order import OrderNumber, ShopId
from temu_core.privacy import CutOffs, Held


@attrs.frozen(kw_only=True)
class Traces:
    """
    How much was erased besides the orders themselves.
    """

    documents: int
    answers: int


class PersonalData(Protocol):
    """
    What our books hold of buyers beside the orders; those are changed by ``OrderBook``.
    """

    @abstractmethod
    def due_orders(self, shop: ShopId, before: datetime, limit: int = 100) -> Sequence[OrderNumber]:
        """
        Return finished orders that are not erased, by number.

        Finished means in a state of ``privacy.FINISHED`` with neither a transition
        nor a change on the marketplace at or after *before*.
        """

    @abstractmethod
    def erase_traces(self, fence: Fence, words: Mapping[OrderNumber, Collection[str]]) -> Traces:
        """
        Erase documents and answers kept under these orders, and *words* of their history.

        Of a document its hash stays.  One transaction; idempotent.
        """

    @abstractmethod
    def erase_plans(self, fence: Fence, before: datetime) -> int:
        """
        Erase plans that were applied before; return how many went.
        """

    @abstractmethod
    def held(self, shop: ShopId, cut_offs: CutOffs) -> Sequence[Held]:
        """
        Count what is held, by kind and reason; nothing that is not there.
        """
