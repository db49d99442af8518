"""How each event of telling the marketplace about parcels changes an order."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs

from temu_core.ledger import Hold, HoldReason, LedgerState
from temu_core.order import LineNumber
from temu_core.package import Package, PackageKey, PackageState
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.booking import shipping_state
from temu_core.rules.ledger import keep, move

_ON_THE_WAY = frozenset({LedgerState.IN_ERP, LedgerState.PARTIALLY_SHIPPED, LedgerState.SHIPPED})


def confirmation_began(
    record: OrderRecord, keys: Collection[PackageKey], intent_id: str
) -> LedgerUpdate:
    """
    An attempt is recorded on its parcels before anything is sent.
    """
    packages = _evolved(record, keys, state=PackageState.SENDING, intent_id=intent_id, refusal="")
    return LedgerUpdate(changes=(keep(record, packages=packages),))


def confirmation_accepted(
    record: OrderRecord, intent_id: str, *, by: str, at: datetime
) -> LedgerUpdate:
    """
    Accepted parcels count; an order with every unit accepted is confirmed.
    """
    return packages_settled(
        record, _settled(record, intent_id, state=PackageState.ACCEPTED), by=by, at=at
    )


def packages_settled(
    record: OrderRecord, packages: tuple[Package, ...], *, by: str, at: datetime
) -> LedgerUpdate:
    """
    An order's state and confirmed units follow from its parcels.
    """
    confirmed: Counter[LineNumber] = Counter()
    for package in packages:
        if package.state is PackageState.ACCEPTED:
            confirmed.update({item.line: item.units for item in package.items})
    after = attrs.evolve(record, packages=packages, confirmed=MappingProxyType(dict(confirmed)))
    state = shipping_state(after)
    if record.state not in _ON_THE_WAY or state is record.state:
        return LedgerUpdate(changes=(keep(record, packages=packages, confirmed=after.confirmed),))
    done = state is LedgerState.CONFIRMED
    change = move(
        record,
        state,
        text="the marketplace accepted the parcels" if done else "some units are not in parcels",
        by=by,
        at=at,
        packages=packages,
        confirmed=after.confirmed,
    )
    return LedgerUpdate(changes=(change,))


def confirmation_refused(
    record: OrderRecord, intent_id: str, why: str, *, by: str, at: datetime
) -> LedgerUpdate:
    """
    A refused parcel stops its order with the marketplace's own words; its number is kept.
    """
    packages = _settled(record, intent_id, state=PackageState.REFUSED, refusal=why)
    if record.state not in _ON_THE_WAY:
        return LedgerUpdate(changes=(keep(record, packages=packages),))
    hold = Hold(
        reason=HoldReason.SHIPMENT_REFUSED,
        text=f"the marketplace refused the parcel: {why}",
        subject=", ".join(p.tracking_number for p in packages if p.intent_id == intent_id),
    )
    change = move(
        record, LedgerState.HELD, text=hold.text, by=by, at=at, hold=hold, packages=packages
    )
    return LedgerUpdate(changes=(change,))


def confirmation_not_sent(record: OrderRecord, intent_id: str) -> LedgerUpdate:
    """
    An attempt that surely did nothing is made again by the next run.
    """
    return LedgerUpdate(
        changes=(keep(record, packages=_settled(record, intent_id, state=not_told(record))),)
    )


def not_told(record: OrderRecord) -> PackageState:
    """
    Return what becomes of a parcel of *record* the marketplace surely was not told about.

    It is told later, unless a person closed its order meanwhile.
    """
    closed = record.state is LedgerState.CLOSED_ELSEWHERE
    return PackageState.SUPERSEDED if closed else PackageState.FOUND


def confirmation_unknown(record: OrderRecord, intent_id: str) -> LedgerUpdate:
    """
    An attempt whose answer was lost is read back before anything else.
    """
    return LedgerUpdate(
        changes=(keep(record, packages=_settled(record, intent_id, state=PackageState.UNKNOWN)),)
    )


def _settled(record: OrderRecord, intent_id: str, **changes: Any) -> tuple[Package, ...]:
    keys = {package.key for package in record.packages if package.intent_id == intent_id}
    return _evolved(record, keys, **changes)


def _evolved(
    record: OrderRecord, keys: Collection[PackageKey], **changes: Any
) -> tuple[Package, ...]:
    return tuple(
        attrs.evolve(package, **changes) if package.key in keys else package
        for package in record.packages
    )
