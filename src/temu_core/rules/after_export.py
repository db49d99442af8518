"""What a new view of an order means once the ERP may have it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

import attrs

from temu_core.address import BuyerAddress
from temu_core.alert import Alert, AlertKind
from temu_core.details import Details
from temu_core.ledger import LedgerState
from temu_core.order import ListedLine, ListedOrder, MarketplaceStatus, OrderLabel
from temu_core.record import DeliveryState, LedgerUpdate, OrderRecord
from temu_core.rules.due_lines import is_cancelled
from temu_core.rules.import_checks import cancelled
from temu_core.rules.import_details import address_outdated
from temu_core.rules.ledger import keep, move
from temu_core.rules.lines_to_ship import lines_to_ship

_REQUESTS: Mapping[OrderLabel, str] = MappingProxyType(
    {
        OrderLabel.PENDING_CANCELLATION: "the buyer asks to cancel",
        OrderLabel.PENDING_ADDRESS_CHANGE: "the buyer asks for another delivery address",
        OrderLabel.RISK_ALERT: "the marketplace checks the order for risks",
    }
)
_TO_BE_SHIPPED = frozenset({MarketplaceStatus.UNSHIPPED, MarketplaceStatus.PARTIALLY_SHIPPED})


def follow(
    known: OrderRecord, listed: ListedOrder, details: Details, *, by: str, at: datetime
) -> LedgerUpdate:
    """
    Return a cancellation as a new state, any other change as an alert: the ERP must be
    put right by a person.

    One that is open again goes on where its handing over stands.  Amounts stay those
    that were exported.  Alerts name no personal data.
    """
    address = _new_address(known, details)
    if _address_unread(known, listed, details):
        # As if it was no newer: whoever asks for addresses next finds this one outdated still.
        listed = attrs.evolve(listed, updated_at=known.listed.updated_at)
    record = attrs.evolve(known, listed=listed, address=address or known.address)
    if _over(listed) and known.state is not LedgerState.CANCELLED_AFTER_EXPORT:
        text = f"cancelled on the marketplace after export; {_whereabouts(known)}"
        change = move(record, LedgerState.CANCELLED_AFTER_EXPORT, text=text, by=by, at=at)
        alert = _alert(AlertKind.CANCELLED_AFTER_EXPORT, known, text, at)
        return LedgerUpdate(changes=(change,), alerts=(alert,))
    if record == known:
        return LedgerUpdate()

    differences = [*_differences(known.listed, listed)]
    if address is not None or (listed.address_changed and not known.listed.address_changed):
        differences.append("the delivery address is another one now")
    text = f"changed after export: {'; '.join(differences)}; {_whereabouts(known)}"
    alert = _alert(AlertKind.CHANGED_AFTER_EXPORT, known, text, at)
    back = _back_to(known, listed)
    if back is not None:
        change = move(record, back, text="open again on the marketplace", by=by, at=at)
        return LedgerUpdate(changes=(change,), alerts=(alert,))
    return LedgerUpdate(changes=(keep(record),), alerts=(alert,) if differences else ())


def _address_unread(known: OrderRecord, listed: ListedOrder, details: Details) -> bool:
    """
    Tell whether the address may have changed and was not asked for this time.
    """
    unshipped = listed.status is MarketplaceStatus.UNSHIPPED
    return unshipped and details.address is None and address_outdated(listed, known)


def _over(listed: ListedOrder) -> bool:
    return cancelled(listed) or (bool(listed.lines) and not lines_to_ship(listed))


def _back_to(known: OrderRecord, listed: ListedOrder) -> LedgerState | None:
    """
    Return where a cancelled order stands that is to be shipped after all; None when it is not.
    """
    # Within the same second the cancellation counts: better late than wrong.
    newer = listed.updated_at > known.listed.updated_at
    if known.state is not LedgerState.CANCELLED_AFTER_EXPORT or not newer:
        return None
    if _over(listed) or listed.status not in _TO_BE_SHIPPED:
        return None
    if known.erp_number:
        return LedgerState.IN_ERP
    if known.delivery is None:
        return None
    delivered = known.delivery.state is DeliveryState.DELIVERED
    return LedgerState.EXPORTED if delivered else LedgerState.EXPORTING


def _differences(before: ListedOrder, after: ListedOrder) -> Iterator[str]:
    if _over(before) and not _over(after):
        yield "the order was cancelled and is open again"
        return
    for line in before.lines:
        was, now = _units(line), _units(after.line(line.number))
        if was != now:
            yield f"line {line.number} had {was} units and has {now}"
    for line in after.lines:
        if before.line(line.number) is None and _units(line):
            yield f"line {line.number} is new with {_units(line)} units"
    for label, asked in _REQUESTS.items():
        if label in after.labels - before.labels:
            yield f"{asked}: do not ship it before that is decided"


def _units(line: ListedLine | None) -> int:
    return 0 if line is None or is_cancelled(line) else line.quantity


def _new_address(known: OrderRecord, details: Details) -> BuyerAddress | None:
    """
    Return the address if it really is another one.

    Once an order is shipped the marketplace hides it: an empty or masked one is no news.
    """
    address = details.address
    if not isinstance(address, BuyerAddress) or address == known.address:
        return None
    hidden = not address.street_lines or any("***" in line for line in address.street_lines)
    return None if hidden else address


def _whereabouts(known: OrderRecord) -> str:
    if known.erp_number:
        return f"it is order {known.erp_number} in the ERP"
    state = known.delivery.state if known.delivery is not None else DeliveryState.RECORDED
    if state is DeliveryState.DELIVERED:
        return "it was handed over to the ERP"
    if state is DeliveryState.RECORDED:
        return "it was not handed over to the ERP yet"
    return "it may have been handed over to the ERP"


def _alert(kind: AlertKind, known: OrderRecord, text: str, at: datetime) -> Alert:
    return Alert(kind=kind, subject=known.number, text=f"Order {known.number} {text}", raised_at=at)
