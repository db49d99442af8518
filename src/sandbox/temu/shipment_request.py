"""
A shipment confirmation as it was sent, checked for types only.
"""

import attrs

from sandbox.temu.errors import bad_params
from sandbox.temu.params import Params


@attrs.frozen(kw_only=True)
class SentLine:
    """
    Units of one line in one parcel.
    """

    parent: str
    order_sn: str
    quantity: int


@attrs.frozen(kw_only=True)
class SentParcel:
    """
    One parcel: carrier, number, warehouse and what is in it.
    """

    carrier_id: int
    tracking_number: str
    warehouse_id: str
    lines: tuple[SentLine, ...] = ()
    accepted: frozenset[str] = frozenset()
    parts: tuple["SentParcel", ...] = ()


@attrs.frozen(kw_only=True)
class Confirmation:
    """
    One call: how it is meant and its parcels.
    """

    send_type: int
    parcels: tuple[SentParcel, ...]

    def parents(self) -> list[str]:
        """
        Return the parent orders named, each once, in their order.
        """
        return list(dict.fromkeys(line.parent for p in self.parcels for line in p.lines))


def confirmation_of(params: Params) -> Confirmation:
    """
    Read a confirmation; every wrong JSON type is refused.
    """
    send_type = params.integer("sendType")
    if send_type not in {0, 1, 2}:
        raise bad_params("sendType", "0, 1 or 2")
    parcels = tuple(_parcel_of(one) for one in params.objects("sendRequestList"))
    if not parcels:
        raise bad_params("sendRequestList", "at least one parcel")
    return Confirmation(send_type=send_type, parcels=parcels)


def parcel_of(params: Params, carrier: str) -> SentParcel:
    """
    Read carrier, number and warehouse of one parcel.
    """
    carrier_id = params.identifier(carrier)
    if carrier_id is None:
        raise bad_params(f"{params.path}{carrier}", "an id")
    return SentParcel(
        carrier_id=carrier_id,
        tracking_number=params.text("trackingNumber"),
        warehouse_id=params.text("selfShippingWarehouseId"),
    )


def _parcel_of(params: Params) -> SentParcel:
    lines = tuple(
        SentLine(
            parent=one.text("parentOrderSn"),
            order_sn=one.text("orderSn"),
            quantity=one.integer("quantity"),
        )
        for one in params.objects("orderSendInfoList")
    )
    if not lines:
        raise bad_params(f"{params.path}orderSendInfoList", "at least one line")
    return attrs.evolve(
        parcel_of(params, "carrierId"),
        lines=lines,
        accepted=frozenset(params.texts("confirmAcceptance")),
        parts=tuple(parcel_of(one, "carrierId") for one in params.objects("subSendRequests")),
    )
