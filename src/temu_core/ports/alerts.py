"""Alerts that stay until somebody puts them away."""

from abc import abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from shared_kernel.run_context import Fence
from temu_core.alert import Alert, AlertKind, StoredAlert
from temu_core.order import ShopId


class Alerts(Protocol):
    """
    Open alerts; the same kind and subject is one, however often raised.
    """

    @abstractmethod
    def raise_all(self, fence: Fence, alerts: Sequence[Alert]) -> None:
        """
        Store alerts; an open one of the same kind and subject counts up instead.
        """

    @abstractmethod
    def open(self, shop: ShopId, limit: int = 100) -> Sequence[StoredAlert]:
        """
        Return open alerts, newest first.
        """

    @abstractmethod
    def about(self, shop: ShopId, subject: str, limit: int = 50) -> Sequence[StoredAlert]:
        """
        Return all alerts ever raised about *subject*, put away or not, newest first.
        """

    @abstractmethod
    def close(self, fence: Fence, alert_id: int, *, by: str, at: datetime) -> bool:
        """
        Put an alert away; False when there is no such open alert.
        """

    @abstractmethod
    def close_all_but(
        self, fence: Fence, kind: AlertKind, subjects: Collection[str], *, by: str, at: datetime
    ) -> int:
        """
        Put away open alerts of *kind* whose subject is none of *subjects*; return how many.

        For alerts that end by themselves when their cause does.
        """
