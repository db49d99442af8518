"""What each remedy does to an order."""

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs

from temu_core.ledger import ClosedWhy, HoldReason, LedgerState, Remedy
from temu_core.package import Package, PackageState
from temu_core.record import DeliveryState, LedgerUpdate, OrderChange, OrderRecord
from temu_core.rules.cancelled_delivery import is_unsettled
from temu_core.rules.holds import REMEDIES, remedy_fits
from temu_core.rules.ledger import BEFORE_EXPORT, move
from temu_core.rules.position_texts import name_path

_ASK_AMOUNTS_AGAIN = frozenset(
    {HoldReason.TOTALS_MISMATCH, HoldReason.VAT_UNCLEAR, HoldReason.QUANTITY_CHANGED}
)
_ASK_ADDRESS_AGAIN = frozenset({HoldReason.ADDRESS_INCOMPLETE, HoldReason.COUNTRY_UNKNOWN})
_BY_HAND = frozenset(
    {LedgerState.HELD, LedgerState.CANCELLED_IN_ERP, LedgerState.CANCELLED_AFTER_EXPORT}
)
#: What may have been told is looked up all the same, whoever closed its order.
_UNTOLD_PACKAGES = frozenset({PackageState.FOUND, PackageState.REFUSED})

#: The fields of an order a person may correct, besides ``line.<number>.name``.
CORRECTABLE = frozenset(
    f"address.{name}"
    for name in (
        "first_name",
        "last_name",
        "street",
        "supplement",
        "post_code",
        "city",
        "state",
        "country",
        "phone",
        "mail",
    )
)


@attrs.frozen(kw_only=True)
class Correction:
    """
    A field path and the text a person wants there.
    """

    field: str
    value: str


def correctable(record: OrderRecord) -> frozenset[str]:
    """
    Return the fields of *record* a person may correct.
    """
    return CORRECTABLE | {name_path(line) for line in record.listed.lines}


def offered(record: OrderRecord) -> tuple[Remedy, ...]:
    """
    Return what a person can do about an order that was stopped, the most helpful first.

    A text nobody may change, such as the order's own number, cannot be corrected.
    """
    if record.hold is None:
        return (Remedy.DONE_BY_HAND,) if record.state in _BY_HAND else ()
    fixed = record.hold.subject not in correctable(record)
    return tuple(
        remedy
        for remedy in REMEDIES[record.hold.reason]
        if not (remedy is Remedy.CORRECT_TEXT and fixed)
    )


def apply_remedy(
    record: OrderRecord,
    remedy: Remedy,
    *,
    corrections: Sequence[Correction] = (),
    by: str,
    at: datetime,
) -> LedgerUpdate | str:
    """
    Return what the remedy changes, or the sentence why it does not fit this order.

    Mapping a SKU or a carrier is stored elsewhere; on the order it is a new try.
    """
    if remedy is Remedy.DONE_BY_HAND:
        return _done_by_hand(record, by=by, at=at)
    if record.hold is None or record.held_from is None:
        return f"{record.number} is not held; it is {record.state.value}"
    if not remedy_fits(record.hold, remedy):
        return f"{remedy.value} does not help against {record.hold.reason.value}"
    if remedy is Remedy.CORRECT_TEXT:
        return _correct(record, corrections, by=by, at=at)
    if remedy is Remedy.ALLOW_ONCE:
        reason = record.hold.reason
        return _update(
            _back(record, f"{reason.value} allowed once", by, at, allowed=record.allowed | {reason})
        )
    if remedy is Remedy.DELIVER_AGAIN:
        return _deliver_again(record, by=by, at=at)
    return _update(_back(record, "to be tried again", by, at))


def _back(record: OrderRecord, text: str, by: str, at: datetime, **changes: Any) -> OrderChange:
    """
    Return the order in the state it was held from, ready to be looked at anew.
    """
    if record.hold is None or record.held_from is None:
        raise ValueError(f"{record.number} is not held")
    if record.held_from in BEFORE_EXPORT:
        if record.hold.reason in _ASK_AMOUNTS_AGAIN and "allowed" not in changes:
            changes["amounts"] = None
        if record.hold.reason in _ASK_ADDRESS_AGAIN and "corrections" not in changes:
            changes["address"] = None
    return move(
        record,
        record.held_from,
        text=text,
        by=by,
        at=at,
        bad_answers=0,
        packages=tuple(_retried(package) for package in record.packages),
        **changes,
    )


def _retried(package: Package) -> Package:
    if package.state is not PackageState.REFUSED:
        return package
    return attrs.evolve(package, state=PackageState.FOUND, refusal="")


def _correct(
    record: OrderRecord, corrections: Sequence[Correction], *, by: str, at: datetime
) -> LedgerUpdate | str:
    if not corrections:
        return "say which field is corrected, and to what"
    known = correctable(record)
    for correction in corrections:
        if correction.field not in known:
            return f"{correction.field!r} cannot be corrected; these can: " + ", ".join(
                sorted(known)
            )
        if not correction.value.strip():
            return f"the new text for {correction.field} is empty"
    given = {correction.field: correction.value for correction in corrections}
    olds = [record.corrections.get(field, "as the marketplace has it") for field in given]
    text = f"{', '.join(given)} corrected (before: {'; '.join(olds)})"
    merged = MappingProxyType({**record.corrections, **given})
    return _update(_back(record, text, by, at, corrections=merged))


def _deliver_again(record: OrderRecord, *, by: str, at: datetime) -> LedgerUpdate | str:
    if record.delivery is None or not record.delivery.batch_id:
        return f"{record.number} was never handed over by us"
    delivery = attrs.evolve(
        record.delivery, state=DeliveryState.RECORDED, delivered_at=None, empty_look_at=None
    )
    text = "a person wants it handed over again, with the same content"
    return _update(move(record, LedgerState.EXPORTING, text=text, by=by, at=at, delivery=delivery))


def _done_by_hand(record: OrderRecord, *, by: str, at: datetime) -> LedgerUpdate | str:
    if record.state not in _BY_HAND:
        return f"{record.number} is {record.state.value}; only stopped orders can be done by hand"
    if record.state is LedgerState.CANCELLED_AFTER_EXPORT and is_unsettled(record):
        return (
            f"whether {record.number} reached the ERP is not known yet; the next syncs look for "
            "it, which takes about half an hour. Do it by hand after that"
        )
    packages = tuple(
        attrs.evolve(package, state=PackageState.SUPERSEDED)
        if package.state in _UNTOLD_PACKAGES
        else package
        for package in record.packages
    )
    return _update(
        move(
            record,
            LedgerState.CLOSED_ELSEWHERE,
            text="done by hand",
            by=by,
            at=at,
            closed_why=ClosedWhy.DONE_BY_HAND,
            packages=packages,
        )
    )


def _update(change: OrderChange) -> LedgerUpdate:
    return LedgerUpdate(changes=(change,))
