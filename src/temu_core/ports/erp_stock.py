"""Asking the ERP for articles and their stock."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol

from shared_kernel.sku import Sku
from temu_core.stock import StockLevel


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
    def levels(self, skus: Collection[Sku]) -> Mapping[Sku, StockLevel]:
        """
        Return the stock of these articles; SKUs that are none are missing.

        Raises:
            UnavailableError: The ERP did not answer; nothing is known.
        """
