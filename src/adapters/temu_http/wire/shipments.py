"""Carriers, warehouses and parcels."""

import attrs

from adapters.temu_http.wire.strict import Units, WireId


@attrs.frozen(kw_only=True)
class CarrierRow:
    """
    One carrier.
    """

    logistics_service_provider_id: WireId
    logistics_service_provider_name: str


@attrs.frozen(kw_only=True)
class WarehouseRow:
    """
    One place to ship from.
    """

    warehouse_id: str
    warehouse_name: str | None = None
    default_warehouse: bool | None = None


@attrs.frozen(kw_only=True)
class WarehouseListResult:
    """
    What ``bg.logistics.warehouse.list.get`` answers.
    """

    warehouse_list: tuple[WarehouseRow, ...] | None = None


@attrs.frozen(kw_only=True)
class ShipmentRow:
    """
    One parcel of a line.
    """

    carrier_id: WireId
    tracking_number: str | None = None
    quantity: Units


@attrs.frozen(kw_only=True)
class ShipmentResult:
    """
    What ``bg.logistics.shipment.v2.get`` answers.
    """

    shipments: tuple[ShipmentRow, ...] | None = attrs.field(
        default=None, metadata={"wire": "shipmentInfoDTO"}
    )
