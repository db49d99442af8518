"""Asking the ERP of what its tables are made."""

from abc import abstractmethod
from typing import Protocol

from temu_core.erp_shape import ErpShape


class ErpSchema(Protocol):
    """
    The tables and views of the ERP that this shop uses.
    """

    @abstractmethod
    def shape(self) -> ErpShape:
        """
        Return what we need and what of it is there, one set-based read.

        Columns we have no right to see are missing.

        Raises:
            UnavailableError: The ERP did not answer, or nothing of it is to be seen.
        """
