"""Asking the marketplace for orders."""

import enum
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Protocol

import attrs

from shared_kernel.errors import Problem
from temu_core.details import Details, Needs
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.payload import RawAnswer
from temu_core.window import Window


class ListedBy(enum.Enum):
    """
    Which time of an order a window is about.
    """

    UPDATED = "updated"
    CREATED = "created"


@attrs.frozen(kw_only=True)
class OrderPage:
    """
    One page of the order list.
    """

    #: How many orders the marketplace counts in the whole window.
    total: int
    #: In the marketplace's order; a Problem where one could not be read.
    orders: Mapping[OrderNumber, ListedOrder | Problem]
    raw: tuple[RawAnswer, ...]
    #: Extra fields and unknown values that decide nothing, counted by name.
    oddities: Mapping[str, int]
    #: False: a file or a recording, which shows all it has whatever window is asked for.
    of_window: bool = True


@attrs.frozen(kw_only=True)
class OrderDetails:
    """
    Addresses and amounts of several orders.
    """

    orders: Mapping[OrderNumber, Details]
    raw: tuple[RawAnswer, ...]
    oddities: Mapping[str, int]


class OrderFeed(Protocol):
    """
    The marketplace's orders of one shop.  Every method only reads and may be repeated.

    Raises:
        UnavailableError: Nothing is known about the whole batch; ask later.
        RejectedError: The shop's settings are wrong (token, scope, region).
        CorruptReplyError: The whole answer could not be read.
    """

    @abstractmethod
    def page(
        self,
        window: Window,
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> OrderPage:
        """
        Return page *number* (from 1) of all orders in *window*, both ends included.

        Pages hold at most 100 orders.  An order may move between pages while
        one walks; a page past the end is empty.
        """

    @abstractmethod
    def by_number(self, numbers: Sequence[OrderNumber]) -> OrderPage:
        """
        Return the present list lines of *numbers*; unknown numbers are missing.
        """

    @abstractmethod
    def details(self, needs: Mapping[OrderNumber, Needs]) -> OrderDetails:
        """
        Return addresses and amounts, asked concurrently, a Problem where one failed.

        A Problem of family TRY_LATER means not computed yet; one with code
        :data:`~temu_core.details.NO_PERMISSION` means the token lacks the right.
        """
