"""The stored bytes of exported orders."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from shared_kernel.run_context import Fence
from temu_core.document import ExportBatch, RenderedOrder
from temu_core.order import OrderNumber, ShopId


class ExportBook(Protocol):
    """
    Export batches; they are recorded by ``OrderBook.change`` and never rendered anew.
    """

    @abstractmethod
    def documents(
        self, shop: ShopId, numbers: Collection[OrderNumber]
    ) -> Mapping[OrderNumber, RenderedOrder]:
        """
        Return the stored bytes of these orders (their newest batch); erased ones are missing.
        """

    @abstractmethod
    def hashes(self, shop: ShopId, numbers: Collection[OrderNumber]) -> Mapping[OrderNumber, str]:
        """
        Return the SHA-256, in hex, of what these orders were exported with, erased or not.
        """

    @abstractmethod
    def batch(self, shop: ShopId, batch_id: str) -> ExportBatch | None:
        """
        Return a whole batch, its orders by ascending number; erased ones have no bytes.
        """

    @abstractmethod
    def finished(self, shop: ShopId, limit: int = 100) -> Sequence[str]:
        """
        Return batches not yet archived of which every order is past ``exported``.
        """

    @abstractmethod
    def archived(self, fence: Fence, batch_ids: Collection[str]) -> None:
        """
        Remember that these batches are put away.  Idempotent.
        """

    @abstractmethod
    def emptied(self, shop: ShopId, limit: int = 100) -> Sequence[str]:
        """
        Return batches put away of which every document was erased, but not yet the file.
        """

    @abstractmethod
    def file_erased(self, fence: Fence, batch_id: str) -> None:
        """
        Remember that the batch's file is gone too.  Idempotent.
        """
