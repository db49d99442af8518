"""What a contract test may do to an ERP, whatever it is made of."""

from abc import ABC, abstractmethod

from temu_core.document import RenderedOrder
from temu_core.order import OrderNumber


class ErpWorld(ABC):
    """
    Subclass per ERP; it has no articles, customers, orders or documents at first.
    """

    @abstractmethod
    def add_article(self, number: str, *, sellable: int, managed: bool = True) -> None:
        """
        Add an article of which so many units can still be sold.
        """

    @abstractmethod
    def add_customer(self, mail: str) -> str:
        """
        Add a customer; return the customer's number.
        """

    @abstractmethod
    def book_order(self, external: OrderNumber, **units: int) -> str:
        """
        Book an order of articles added before, units by article; return the ERP's number of it.
        """

    @abstractmethod
    def cancel_order(self, erp_number: str) -> None:
        """
        Cancel one order by the ERP's number.
        """

    @abstractmethod
    def pack(
        self, external: OrderNumber, *, tracking_number: str, left: bool = True, **units: int
    ) -> None:
        """
        Pack a parcel with ``DHL Paket``, units by article; with ``left=False`` it has not left.
        """

    @abstractmethod
    def go_down(self) -> None:
        """
        Serve nobody.
        """


class HandoverWorld(ABC):
    """
    The place where the ERP takes orders; it is empty at first.
    """

    @abstractmethod
    def document(self, number: OrderNumber) -> RenderedOrder:
        """
        Return an order in the ERP's format.
        """

    @abstractmethod
    def times_waiting(self, number: OrderNumber) -> int:
        """
        Return how many documents of this order lie there.
        """

    @abstractmethod
    def go_down(self) -> None:
        """
        Take nothing.
        """

    @abstractmethod
    def come_back(self) -> None:
        """
        Take orders again.
        """
