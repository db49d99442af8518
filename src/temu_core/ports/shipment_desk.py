"""Telling the marketplace about parcels."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Protocol

import attrs

from shared_kernel.errors import Problem
from temu_core.confirmation import KnownShipment, ShipmentConfirmation
from temu_core.order import LineNumber, OrderNumber
from temu_core.package import Carrier, Warehouse


@attrs.frozen(kw_only=True)
class ConfirmationAccepted:
    """
    The marketplace took a confirmation.
    """

    #: What it remarked all the same.
    warnings: tuple[str, ...]
    #: Its own id of the call, for its support.
    request_id: str


class ShipmentDesk(Protocol):
    """
    Where parcels are announced.
    """

    @abstractmethod
    def carriers(self) -> Sequence[Carrier]:
        """
        Return the carriers the marketplace accepts in the shop's region.
        """

    @abstractmethod
    def warehouses(self) -> Sequence[Warehouse]:
        """
        Return the places the seller ships from.
        """

    @abstractmethod
    def confirm(
        self, confirmations: Sequence[ShipmentConfirmation]
    ) -> Mapping[str, ConfirmationAccepted | Problem]:
        """
        Announce parcels; answers by the confirmation's id.

        Never repeated by itself: a tracking number counts once.  A Problem of
        family OUTCOME_UNKNOWN means the answer was lost: look with ``shipments``
        before sending again.  TRY_LATER means surely not done.
        """

    @abstractmethod
    def shipments(
        self, lines: Sequence[tuple[OrderNumber, LineNumber]]
    ) -> Mapping[tuple[OrderNumber, LineNumber], Sequence[KnownShipment] | Problem]:
        """
        Return what the marketplace knows as shipped of each line; maybe nothing.
        """
