"""Handing orders to the ERP."""

import enum
from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

from shared_kernel.errors import Problem
from temu_core.document import ExportBatch
from temu_core.order import OrderNumber


class Handover(enum.Enum):
    """
    How an order reached the place where the ERP takes it.
    """

    DELIVERED = "delivered"
    #: It was waiting there already; nothing was written.
    ALREADY_WAITING = "already_waiting"


class OrderHandover(Protocol):
    """
    The place where the ERP takes orders: a file or its inbox.
    """

    @abstractmethod
    def waiting(self, numbers: Collection[OrderNumber]) -> frozenset[OrderNumber]:
        """
        Return which of these orders wait there now.
        """

    @abstractmethod
    def deliver(self, batch: ExportBatch) -> Mapping[OrderNumber, Handover | Problem]:
        """
        Put the orders of *batch* there, unchanged.

        Each at most once: an order that waits there already is not written again.
        A Problem of family TRY_LATER means surely not written; OUTCOME_UNKNOWN
        means it may have been.

        Raises:
            UnavailableError: Nothing was written.
        """

    @abstractmethod
    def archive(self, batch: ExportBatch) -> None:
        """
        Put the batch's document away, all its orders being in the ERP.  Idempotent.
        """

    @abstractmethod
    def erase(self, batch_id: str) -> None:
        """
        Delete what ``archive`` put away of this batch; nothing there, nothing done.

        Raises:
            UnavailableError: It is locked; it stays.
        """
