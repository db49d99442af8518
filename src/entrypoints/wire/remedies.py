"""What a person can do about a stopped order, as forms that a program can show."""

from collections.abc import Iterator
from typing import Final, Literal

import attrs

from temu_core.ledger import Hold, HoldReason, Remedy
from temu_core.record import OrderRecord
from temu_core.rules.present_texts import is_personal, present_texts, room_for
from temu_core.rules.remedies import offered

_ORDERS: Final = "/api/orders/remedies"
_PATHS: Final = {Remedy.MAP_SKU: "/api/skus", Remedy.MAP_CARRIER: "/api/carriers"}
#: Longest names the requests take.
_LONGEST_NAME: Final = 255

FieldKind = Literal["fixed", "text", "article", "carrier"]


@attrs.frozen(kw_only=True)
class RemedyField:
    """
    One field of a form.
    """

    #: In the request; with ``correct_text`` the path of the text.
    name: str
    #: fixed: sent as it is; article: a number of the ERP; carrier: an id of ``GET /api/carriers``.
    kind: FieldKind
    #: What is there now; None where a person must ask for it, since it is the buyer's.
    value: str | None
    longest: int
    #: True: what the order is held for.
    at_fault: bool


@attrs.frozen(kw_only=True)
class RemedyForm:
    """
    A remedy with where to send it and what to fill in.

    To ``/api/orders/remedies`` go ``numbers`` and ``remedy`` besides; the fields of
    ``correct_text`` go there as ``corrections``, changed ones only.
    """

    remedy: str
    path: str
    fields: tuple[RemedyField, ...]


def forms_of(record: OrderRecord, *, item_name_limit: int) -> tuple[RemedyForm, ...]:
    """
    Return the forms for an order, the most helpful first; none when it was not stopped.
    """
    return tuple(
        RemedyForm(
            remedy=remedy.value,
            path=_PATHS.get(remedy, _ORDERS),
            fields=tuple(_fields(record, remedy, item_name_limit)),
        )
        for remedy in offered(record)
    )


def _fields(record: OrderRecord, remedy: Remedy, item_name_limit: int) -> Iterator[RemedyField]:
    hold = record.hold
    if hold is None:
        return
    if remedy is Remedy.MAP_SKU:
        yield _field("sku", "fixed", hold.subject)
        yield _field("article", "article", "", at_fault=True)
    elif remedy is Remedy.MAP_CARRIER:
        yield _field("shipping_method", "fixed", hold.subject)
        yield _field("carrier", "carrier", "", at_fault=True)
    elif remedy is Remedy.CORRECT_TEXT:
        yield from _texts(record, hold, item_name_limit)


def _texts(record: OrderRecord, hold: Hold, item_name_limit: int) -> Iterator[RemedyField]:
    """
    Yield the text at fault, or the whole address, of which more than one part may be missing.
    """
    whole = hold.reason in (HoldReason.ADDRESS_INCOMPLETE, HoldReason.COUNTRY_UNKNOWN)
    for path, text in present_texts(record).items():
        if path == hold.subject or (whole and is_personal(path)):
            yield RemedyField(
                name=path,
                kind="text",
                value=None if is_personal(path) else text,
                longest=room_for(path, item_name_limit),
                at_fault=path == hold.subject,
            )


def _field(name: str, kind: FieldKind, value: str, *, at_fault: bool = False) -> RemedyField:
    return RemedyField(name=name, kind=kind, value=value, longest=_LONGEST_NAME, at_fault=at_fault)
