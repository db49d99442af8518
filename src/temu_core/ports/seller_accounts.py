"""Asking the marketplace who we are."""

from abc import abstractmethod
from typing import Protocol

from temu_core.shop import SellerAccount


class SellerAccounts(Protocol):
    """
    The account behind the shop's token.
    """

    @abstractmethod
    def describe(self) -> SellerAccount:
        """
        Return the account, with the marketplace's own time.

        Raises:
            RejectedError: Wrong key, secret or token; names the setting.
            UnavailableError: Nothing is known; ask later.
        """
