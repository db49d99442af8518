"""Stands where Temu would answer a shop that has no access to its API."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from shared_kernel.errors import RejectedError
from temu_core.details import Needs
from temu_core.order import MarketplaceStatus, OrderNumber, ShopId
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_feed import ListedBy, OrderDetails, OrderFeed, OrderPage
from temu_core.ports.seller_accounts import SellerAccounts
from temu_core.shop import SellerAccount
from temu_core.window import Window


def _no_access() -> RejectedError:
    return RejectedError(
        'this shop has no access to Temu\'s API (temu.access = "files"); '
        "its orders come with sync orders --csv FILE",
        code="no_access",
        field="temu.access",
    )


@attrs.frozen(kw_only=True)
class KnownOrders(OrderFeed):
    """
    Answers about an order what the latest file said of it; nothing fresher is to be had.
    """

    order_book: OrderBook
    shop: ShopId

    def page(
        self,
        window: Window,  # noqa: ARG002 - whatever is asked
        number: int,  # noqa: ARG002
        *,
        by: ListedBy = ListedBy.UPDATED,  # noqa: ARG002
        status: MarketplaceStatus | None = None,  # noqa: ARG002
    ) -> OrderPage:
        """
        Refuse: nobody can be asked for a list.
        """
        raise _no_access()

    def by_number(self, numbers: Sequence[OrderNumber]) -> OrderPage:
        """
        Return the orders as our books have them.
        """
        known = self.order_book.read(self.shop, numbers)
        return OrderPage(
            total=len(known),
            orders=MappingProxyType({number: record.listed for number, record in known.items()}),
            raw=(),
            oddities=MappingProxyType({}),
        )

    def details(self, needs: Mapping[OrderNumber, Needs]) -> OrderDetails:  # noqa: ARG002
        """
        Return nothing: what the file did not say stays unsaid.
        """
        return OrderDetails(orders=MappingProxyType({}), raw=(), oddities=MappingProxyType({}))


@attrs.frozen
class NoAccount(SellerAccounts):
    """
    Refuses to describe an account nobody can ask about.
    """

    def describe(self) -> SellerAccount:
        """
        Refuse.
        """
        raise _no_access()
