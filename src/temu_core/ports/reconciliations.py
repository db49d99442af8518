"""The last reconciliation of a shop."""

from abc import abstractmethod
from typing import Protocol

from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.reconciliation import ReconciliationReport


class Reconciliations(Protocol):
    """
    One report per shop: the newest.
    """

    @abstractmethod
    def remember(self, fence: Fence, report: ReconciliationReport) -> None:
        """
        Keep *report* in place of the one before, unless a later one is known.
        """

    @abstractmethod
    def last(self, shop: ShopId) -> ReconciliationReport | None:
        """
        Return the newest report; None when the shop was never reconciled.
        """
