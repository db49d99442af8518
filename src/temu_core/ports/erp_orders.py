"""Looking for our orders in the ERP."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

from temu_core.erp import ErpOrder
from temu_core.order import OrderNumber


class ErpOrders(Protocol):
    """
    The ERP's orders by the marketplace's number.
    """

    @abstractmethod
    def presence(self, numbers: Collection[OrderNumber]) -> Mapping[OrderNumber, ErpOrder]:
        """
        Return what the ERP has under these numbers, one set-based read; absent ones are missing.

        Raises:
            UnavailableError: The ERP did not answer; nothing is known.
        """
