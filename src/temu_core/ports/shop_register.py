"""The switches of a shop and whom its books belong to."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime
from typing import Protocol

import attrs

from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Fence
from temu_core.erp_shape import ErpColumn
from temu_core.order import ShopId

#: Stands for the account of a shop that has no access to the marketplace.
NO_ACCOUNT = "files"


@attrs.frozen(kw_only=True)
class ShopIdentity:
    """
    The marketplace account and the ERP a database was filled from; no secrets.
    """

    #: ``host/mall id``
    marketplace: str
    #: The database's place without user and password.
    erp: str


def is_same_shop(bound: ShopIdentity, found: ShopIdentity) -> bool:
    """
    Tell whether both can be the same shop; no account fits every account.
    """
    accounts = {bound.marketplace, found.marketplace} - {NO_ACCOUNT}
    return bound.erp == found.erp and len(accounts) <= 1


class OtherShopError(RejectedError):
    """
    The books were filled from another account or ERP than the settings name.
    """

    def __init__(self, shop: str, bound: ShopIdentity, found: ShopIdentity) -> None:
        super().__init__(
            f"the books of shop {shop} belong to {bound.marketplace} and {bound.erp}, the settings "
            f"lead to {found.marketplace} and {found.erp}; put the old settings back, or give the "
            "new shop a name or a data folder of its own",
            code="other_shop",
            field="data",
        )


@attrs.frozen(kw_only=True)
class ShopSwitches:
    """
    What a person switched for a shop.
    """

    #: True: nothing is written outside while reading goes on.
    stopped: bool
    stopped_by: str
    #: When a person approved the first plan; None: nothing is written outside yet.
    approved_at: datetime | None
    #: How the ERP changed since the shop last worked with it; empty when it did not, or
    #: when a person accepted it.  Nothing is written outside meanwhile.
    erp_change: str = ""


class ShopRegister(Protocol):
    """
    One entry per shop.
    """

    @abstractmethod
    def bind(self, fence: Fence, identity: ShopIdentity) -> None:
        """
        Bind the shop's books to *identity*, or check that they are.

        :data:`NO_ACCOUNT` fits every account, and the first account replaces it: a
        shop may get access later, and lose it.

        Raises:
            OtherShopError: They belong to another account or ERP.
        """

    @abstractmethod
    def switches(self, shop: ShopId) -> ShopSwitches:
        """
        Return the shop's switches; an unknown shop is neither stopped nor approved.
        """

    @abstractmethod
    def note_token_end(self, fence: Fence, at: datetime) -> None:
        """
        Remember when the marketplace's token ends.
        """

    @abstractmethod
    def token_end(self, shop: ShopId) -> datetime | None:
        """
        Return when the marketplace's token ends; None while nobody asked.
        """

    @abstractmethod
    def stop(self, fence: Fence, *, by: str, at: datetime) -> None:
        """
        Stop all outside writes.  Idempotent.
        """

    @abstractmethod
    def resume(self, fence: Fence, *, by: str, at: datetime) -> None:
        """
        Allow outside writes again.  Idempotent.
        """

    @abstractmethod
    def approve(self, fence: Fence, *, by: str, at: datetime) -> None:
        """
        Remember that a person approved writing outside.  Idempotent.
        """

    @abstractmethod
    def erp_columns(self, shop: ShopId) -> frozenset[ErpColumn]:
        """
        Return the columns of the ERP the shop works with; none before the first look.
        """

    @abstractmethod
    def know_erp(
        self,
        fence: Fence,
        columns: Collection[ErpColumn],
        *,
        known: Collection[ErpColumn] = (),
        change: str = "",
    ) -> bool:
        """
        Remember that the shop works with *columns*; no change waits any more.

        Args:
            known: What the shop worked with before the ERP was asked; none at the first look.
            change: What waited for a person then.

        Returns:
            False when that is no longer so: another run looked later, and nothing is done.
        """

    @abstractmethod
    def hold_erp(self, fence: Fence, columns: Collection[ErpColumn], change: str) -> None:
        """
        Remember what the ERP is made of now and how it *changed*, until a person accepts it.

        It takes the place of a change that waited before.  Idempotent.
        """

    @abstractmethod
    def accept_erp(self, fence: Fence, change: str) -> bool:
        """
        Make the columns that wait under *change* the known ones; False when it does not wait.
        """
