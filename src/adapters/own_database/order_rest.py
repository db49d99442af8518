"""The part of an order nobody looks for, as one JSON document."""

from types import MappingProxyType

import msgspec

from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts
from temu_core.ledger import HoldReason
from temu_core.order import (
    Fulfilment,
    LineNumber,
    MarketplaceStatus,
    OrderLabel,
    Payment,
    ShippingMethod,
    Unknown,
)
from temu_core.record import OrderRecord


class OrderRest(msgspec.Struct, kw_only=True, omit_defaults=True):
    """
    The stored form; a field may be added with a default, and is never renamed.
    """

    status: MarketplaceStatus | Unknown
    region_id: int
    payment: Payment | Unknown
    shipping_method: ShippingMethod | Unknown
    labels: tuple[OrderLabel, ...] = ()
    address_changed: bool = False
    own_shipping_restricted: bool = False
    address: BuyerAddress | None = None
    amounts: OrderAmounts | None = None
    bad_answers: int = 0
    allowed: tuple[HoldReason, ...] = ()
    corrections: dict[str, str] = {}
    confirmed: dict[str, int] = {}
    reported: tuple[str, ...] = ()
    shipped_before: tuple[str, ...] = ()

    def confirmed_units(self) -> MappingProxyType[LineNumber, int]:
        """
        Return the units confirmed per line, read-only.
        """
        return MappingProxyType({LineNumber(k): units for k, units in self.confirmed.items()})


# Sorted keys: the same order gives the same bytes.
_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(OrderRest)
_UNKNOWN_DECODER = msgspec.json.Decoder(Unknown)


def write_rest(record: OrderRecord) -> str:
    """
    Return the document of *record*.
    """
    listed = record.listed
    rest = OrderRest(
        status=listed.status,
        region_id=listed.region_id,
        payment=listed.payment,
        shipping_method=listed.shipping_method,
        labels=tuple(sorted(listed.labels, key=lambda label: label.value)),
        address_changed=listed.address_changed,
        own_shipping_restricted=listed.own_shipping_restricted,
        address=record.address,
        amounts=record.amounts,
        bad_answers=record.bad_answers,
        allowed=tuple(sorted(record.allowed, key=lambda reason: reason.value)),
        corrections=dict(record.corrections),
        confirmed={str(line): units for line, units in record.confirmed.items()},
        reported=tuple(sorted(record.reported)),
        shipped_before=tuple(sorted(record.shipped_before)),
    )
    return _ENCODER.encode(rest).decode()


def read_rest(document: str) -> OrderRest:
    """
    Return the parts of a stored document.
    """
    return _DECODER.decode(document)


def write_word(word: MarketplaceStatus | Fulfilment | Unknown) -> str:
    """
    Return the column text of a word of the marketplace: its value, or a small JSON document.
    """
    return _ENCODER.encode(word).decode() if isinstance(word, Unknown) else word.value


def read_status(text: str) -> MarketplaceStatus | Unknown:
    """
    Return the status a column text stands for.
    """
    return _UNKNOWN_DECODER.decode(text) if text.startswith("{") else MarketplaceStatus(text)


def read_fulfilment(text: str) -> Fulfilment | Unknown:
    """
    Return the fulfilment a column text stands for.
    """
    return _UNKNOWN_DECODER.decode(text) if text.startswith("{") else Fulfilment(text)
