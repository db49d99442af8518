"""Looking for customers in the ERP."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from typing import Protocol


class ErpCustomers(Protocol):
    """
    The ERP's customers.
    """

    @abstractmethod
    def numbers_by_mail(self, mails: Collection[str]) -> Mapping[str, str]:
        """
        Return the newest customer number per mail address (as given); unknown ones are missing.

        Raises:
            UnavailableError: The ERP did not answer; nothing is known.
        """
