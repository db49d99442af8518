"""Telling Temu about parcels."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from adapters.http.client import MOST_IN_FLIGHT
from adapters.http.concurrency import fan_out
from adapters.temu_http.batches import (
    raise_if_nothing_is_known,
    raise_if_settings_are_wrong,
    settle,
)
from adapters.temu_http.canonical import Json
from adapters.temu_http.envelope import Answer
from adapters.temu_http.router import TemuRouter
from adapters.temu_http.shipment_refusals import in_words
from adapters.temu_http.unreadable import corrupt, problem
from adapters.temu_http.wire.shipments import CarrierRow, ShipmentResult, WarehouseListResult
from adapters.temu_http.wire.strict import WireError, structure
from shared_kernel.errors import ConnectorError, Problem
from temu_core.confirmation import Acceptance, ConfirmedParcel, KnownShipment, ShipmentConfirmation
from temu_core.order import LineNumber, OrderNumber
from temu_core.package import Carrier, CarrierId, Warehouse, WarehouseId
from temu_core.ports.shipment_desk import ConfirmationAccepted, ShipmentDesk

CARRIERS = "bg.logistics.companies.get"
WAREHOUSES = "bg.logistics.warehouse.list.get"
CONFIRM = "bg.logistics.shipment.v2.confirm"
SHIPMENTS = "bg.logistics.shipment.v2.get"

_ACCEPTANCES = {
    Acceptance.DENY_CANCELLATION: "DENY_CANCELLATION",
    Acceptance.DENY_ADDRESS_CHANGE: "DENY_ADDRESS_CHANGE",
    Acceptance.DENY_RISK_ALERT: "DENY_PARENT_RISK_WARNING",
}
#: Sources disagree whether the list comes bare or inside an object with one of these names.
_WRAPPERS = ("logisticsCompaniesList", "logisticsServiceProviderList")

_Line = tuple[OrderNumber, LineNumber]


@attrs.frozen(kw_only=True)
class TemuShipmentDesk(ShipmentDesk):
    """
    Lists carriers and warehouses, confirms shipments and reads them back.
    """

    router: TemuRouter
    region_id: int
    at_most: int = MOST_IN_FLIGHT

    def carriers(self) -> Sequence[Carrier]:
        value = self.router.read(CARRIERS, {"regionId": self.region_id}).envelope.result
        if isinstance(value, Mapping):
            value = next((value[name] for name in _WRAPPERS if name in value), value)
        try:
            rows = structure(value, tuple[CarrierRow, ...])
        except WireError as wrong:
            raise corrupt("carriers", wrong) from wrong
        return tuple(
            Carrier(
                id=CarrierId(row.logistics_service_provider_id),
                name=row.logistics_service_provider_name,
            )
            for row in rows
        )

    def warehouses(self) -> Sequence[Warehouse]:
        value = self.router.read(WAREHOUSES, {}).envelope.result
        try:
            result = structure(value or {}, WarehouseListResult)
        except WireError as wrong:
            raise corrupt("warehouses", wrong) from wrong
        return tuple(
            Warehouse(
                id=WarehouseId(row.warehouse_id),
                name=row.warehouse_name or row.warehouse_id,
                is_default=bool(row.default_warehouse),
            )
            for row in result.warehouse_list or ()
        )

    def confirm(
        self, confirmations: Sequence[ShipmentConfirmation]
    ) -> Mapping[str, ConfirmationAccepted | Problem]:
        results = fan_out(
            lambda one: settle(lambda: self.router.write(CONFIRM, _request(one))),
            confirmations,
            at_most=self.at_most,
        )
        raise_if_settings_are_wrong(results)
        return MappingProxyType(
            {
                one.id: in_words(result)
                if isinstance(result, ConnectorError)
                else _accepted(result)
                for one, result in zip(confirmations, results, strict=True)
            }
        )

    def shipments(
        self, lines: Sequence[tuple[OrderNumber, LineNumber]]
    ) -> Mapping[tuple[OrderNumber, LineNumber], Sequence[KnownShipment] | Problem]:
        results = fan_out(
            lambda line: settle(lambda: self._shipped(line)), lines, at_most=self.at_most
        )
        raise_if_nothing_is_known(results)
        return MappingProxyType(
            {
                line: Problem.of(result) if isinstance(result, ConnectorError) else result
                for line, result in zip(lines, results, strict=True)
            }
        )

    def _shipped(self, line: _Line) -> list[KnownShipment] | Problem:
        order, number = line
        params: dict[str, Json] = {"parentOrderSn": order, "orderSn": number}
        value = self.router.read(SHIPMENTS, params).envelope.result
        try:
            result = structure(value or {}, ShipmentResult)
        except WireError as wrong:
            return problem(f"the shipments of order {order}", wrong)
        return [
            KnownShipment(
                order=order,
                line=number,
                carrier=CarrierId(row.carrier_id),
                tracking_number=row.tracking_number or "",
                units=row.quantity,
            )
            for row in result.shipments or ()
        ]


def _request(confirmation: ShipmentConfirmation) -> dict[str, Json]:
    refused = sorted(_ACCEPTANCES[acceptance] for acceptance in confirmation.acceptance)
    return {
        "sendType": int(confirmation.send_type),
        "sendRequestList": [_parcel(parcel, refused) for parcel in confirmation.parcels],
    }


def _parcel(parcel: ConfirmedParcel, refused: Sequence[str]) -> Json:
    request: dict[str, Json] = {
        "carrierId": parcel.carrier,
        "trackingNumber": parcel.tracking_number,
    }
    if parcel.warehouse is not None:
        request["selfShippingWarehouseId"] = parcel.warehouse
    request["orderSendInfoList"] = [
        {"parentOrderSn": item.order, "orderSn": item.line, "quantity": item.units}
        for item in parcel.items
    ]
    if refused:
        request["confirmAcceptance"] = list(refused)
    return request


def _accepted(answer: Answer) -> ConfirmationAccepted:
    # The verdict is in the envelope; what cannot be read of the remarks changes nothing.
    result = answer.envelope.result
    remarks = result.get("warningMessage") if isinstance(result, Mapping) else None
    return ConfirmationAccepted(
        warnings=tuple(str(remark) for remark in remarks) if isinstance(remarks, list) else (),
        request_id=answer.envelope.request_id,
    )
