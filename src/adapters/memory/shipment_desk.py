"""Announcing parcels to the marketplace in memory."""

from collections.abc import Mapping, Sequence

import attrs

from adapters.memory.marketplace import LOST_ANSWER, MemoryMarketplace
from adapters.memory.shipment_checks import refused, shipment_refusal
from shared_kernel.errors import Problem
from temu_core.confirmation import KnownShipment, ShipmentConfirmation
from temu_core.order import LineNumber, OrderNumber
from temu_core.package import Carrier, Warehouse
from temu_core.ports.shipment_desk import ConfirmationAccepted, ShipmentDesk


@attrs.frozen
class MemoryShipmentDesk(ShipmentDesk):
    """
    Takes parcels for a memory marketplace and checks them like the real one.
    """

    marketplace: MemoryMarketplace

    def carriers(self) -> Sequence[Carrier]:
        self.marketplace.demand_up()
        return list(self.marketplace.carriers)

    def warehouses(self) -> Sequence[Warehouse]:
        self.marketplace.demand_up()
        return list(self.marketplace.warehouses)

    def confirm(
        self, confirmations: Sequence[ShipmentConfirmation]
    ) -> Mapping[str, ConfirmationAccepted | Problem]:
        with self.marketplace.lock:
            return {confirmation.id: self._confirm(confirmation) for confirmation in confirmations}

    def shipments(
        self, lines: Sequence[tuple[OrderNumber, LineNumber]]
    ) -> Mapping[tuple[OrderNumber, LineNumber], Sequence[KnownShipment] | Problem]:
        down = self.marketplace.refusal()
        if down is not None:
            return dict.fromkeys(lines, down)
        with self.marketplace.lock:
            return {(order, line): self._known(order, line) for order, line in lines}

    def _confirm(self, confirmation: ShipmentConfirmation) -> ConfirmationAccepted | Problem:
        subjects = [parcel.tracking_number for parcel in confirmation.parcels]
        subjects += [item.order for parcel in confirmation.parcels for item in parcel.items]
        refusal = self.marketplace.refusal(confirmation.id, *subjects)
        if refusal is not None:
            return refusal
        if self.marketplace.moods.loses_requests:
            return LOST_ANSWER
        refusal = shipment_refusal(self.marketplace, confirmation)
        if refusal is None:
            self.marketplace.ship(_as_known(confirmation))
        if self.marketplace.moods.loses_answers:
            return LOST_ANSWER
        request_id = f"memory-{len(self.marketplace.shipments)}"
        return refusal or ConfirmationAccepted(warnings=(), request_id=request_id)

    def _known(self, order: OrderNumber, line: LineNumber) -> Sequence[KnownShipment] | Problem:
        known = self.marketplace.orders.get(order)
        if known is None or known.listed.line(line) is None:
            return refused("120012016", f"there is no line {line} in order {order}")
        return [
            shipment
            for shipment in self.marketplace.shipments
            if (shipment.order, shipment.line) == (order, line)
        ]


def _as_known(confirmation: ShipmentConfirmation) -> list[KnownShipment]:
    return [
        KnownShipment(
            order=item.order,
            line=item.line,
            carrier=parcel.carrier,
            tracking_number=parcel.tracking_number,
            units=item.units,
        )
        for parcel in confirmation.parcels
        for item in parcel.items
    ]
