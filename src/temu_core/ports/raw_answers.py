"""Keeping the marketplace's answers as they came."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from shared_kernel.run_context import Fence
from temu_core.order import OrderNumber, ShopId
from temu_core.payload import Call, RawAnswer


class RawAnswers(Protocol):
    """
    One record per answer, appended and never changed.  It is personal data.
    """

    @abstractmethod
    def append(self, fence: Fence, run_id: str, answers: Sequence[RawAnswer]) -> None:
        """
        Add *answers* in order, in one transaction.
        """

    @abstractmethod
    def of_run(self, shop: ShopId, run_id: str, call: Call) -> Iterator[RawAnswer]:
        """
        Yield a run's answers to *call* in the order they came.
        """

    @abstractmethod
    def of_order(self, shop: ShopId, number: OrderNumber) -> Sequence[RawAnswer]:
        """
        Return everything kept under this order number, oldest first.
        """

    @abstractmethod
    def runs(self, shop: ShopId, limit: int = 20) -> Sequence[str]:
        """
        Return the runs that kept answers, newest first.
        """

    @abstractmethod
    def erase_before(self, fence: Fence, moment: datetime) -> int:
        """
        Erase what is older than *moment*; return how many records went.
        """
