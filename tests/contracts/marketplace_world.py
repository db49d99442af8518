"""What a contract test may do to a marketplace, whatever it is made of."""

from abc import ABC, abstractmethod
from datetime import datetime, timedelta

import attrs

from temu_core.offer import GoodsId, SkuId
from temu_core.order import LineNumber, OrderNumber


@attrs.frozen
class PlacedOrder:
    """
    An order a buyer placed, with its line numbers.
    """

    number: OrderNumber
    lines: tuple[LineNumber, ...]


@attrs.frozen
class AddedOffer:
    """
    An offer that was put up.
    """

    goods_id: GoodsId
    sku_id: SkuId


class MarketplaceWorld(ABC):
    """
    Subclass per marketplace; it is empty at first and its clock stands still.

    Carriers include DHL, and there is one warehouse.
    """

    @abstractmethod
    def now(self) -> datetime:
        """
        Return the marketplace's time, in whole seconds.
        """

    @abstractmethod
    def pass_time(self, span: timedelta) -> None:
        """
        Let time pass at once.
        """

    @abstractmethod
    def add_offer(self, seller_sku: str, *, stock: int, active: bool = True) -> AddedOffer:
        """
        Put up an offer of its own goods.
        """

    @abstractmethod
    def place_order(self, *units: int) -> PlacedOrder:
        """
        Place an order now, ready to be shipped, with an address, amounts and one line per number.
        """

    @abstractmethod
    def cancel_order(self, number: OrderNumber) -> None:
        """
        Cancel a whole order now.
        """

    @abstractmethod
    def ask_to_cancel(self, number: OrderNumber) -> None:
        """
        Let the buyer ask for a cancellation now; nobody answered yet.
        """

    @abstractmethod
    def forbid_amounts(self) -> None:
        """
        Take the right to ask for amounts from the token.
        """

    @abstractmethod
    def refuse_stock(self, sku_id: SkuId) -> None:
        """
        Refuse every new number for this offer.
        """

    @abstractmethod
    def refuse_token(self) -> None:
        """
        Let the token expire.
        """

    @abstractmethod
    def lose_answers(self) -> None:
        """
        Do what is asked from now on, but lose the answers on their way back.
        """

    @abstractmethod
    def find_answers(self) -> None:
        """
        Deliver answers again.
        """

    @abstractmethod
    def go_down(self) -> None:
        """
        Serve nobody.
        """
