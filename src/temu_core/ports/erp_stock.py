"""Asking the ERP for articles and their stock."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

from shared_kernel.sku import Sku
from temu_core.stock import StockLevel
from temu_core.stock_mark import StockMark


class ErpStock(Protocol):
    """
    The ERP's articles.  A failed read raises; it is never an empty answer.
    """

    @abstractmethod
    def known(self, skus: Collection[Sku]) -> Mapping[Sku, Sku]:
        """
        Return which SKUs are articles, each with the ERP's own spelling.

        Raises:
            UnavailableError: The ERP did not answer; nothing is known.
        """

    @abstractmethod
    def mark(self) -> StockMark | None:
        """
        Return how the tables stand of which :meth:`levels` are made; None: this ERP cannot say.

        An ERP that cannot say it of every one of them says nothing.

        Raises:
            UnavailableError: The ERP did not answer; nothing is known.
        """

    @abstractmethod
    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        """
        Return the stock of these articles; SKUs that are none are missing.

        Args:
            versions: Say the version of each level too; only of an ERP that has a mark.

        Raises:
            UnavailableError: The ERP did not answer; nothing is known.
        """
