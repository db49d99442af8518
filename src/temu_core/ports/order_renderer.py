"""Turning an order into the ERP's bytes."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from temu_core.document import OrderDocument, RenderedOrder


class OrderRenderer(Protocol):
    """
    The ERP's order document format.
    """

    @abstractmethod
    def render(self, documents: Sequence[OrderDocument]) -> Sequence[RenderedOrder]:
        """
        Return the bytes of each order; the same document gives the same bytes.
        """
