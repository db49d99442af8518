"""Asking the ERP for parcels."""

from abc import abstractmethod
from collections.abc import Collection, Sequence
from typing import Protocol

from temu_core.order import OrderNumber
from temu_core.package import ErpPackage


class ErpPackages(Protocol):
    """
    The ERP's parcels.
    """

    @abstractmethod
    def of_orders(self, numbers: Collection[OrderNumber]) -> Sequence[ErpPackage]:
        """
        Return all parcels of these orders, oldest first, one set-based read.

        Parcels without a number and those that have not left are included.

        Raises:
            UnavailableError: The ERP did not answer; nothing is known.
        """
