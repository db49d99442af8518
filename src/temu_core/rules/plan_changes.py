"""What became of the things a plan was computed from."""

from collections.abc import Iterator, Mapping

from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.plan import Plan, PlanKind, PlannedWrite
from temu_core.record import OrderRecord
from temu_core.rules.plan_basis import export_basis, shipment_basis
from temu_core.stock import OfferState

_SHIPPED = frozenset({LedgerState.PARTIALLY_SHIPPED, LedgerState.SHIPPED})


def order_changes(plan: Plan, known: Mapping[OrderNumber, OrderRecord]) -> Iterator[str]:
    """
    Yield a sentence per write of a plan about orders that would not be made as it was shown.
    """
    for write in plan.writes:
        records = [known[OrderNumber(key)] for key in write.keys if OrderNumber(key) in known]
        if len(records) < len(write.keys):
            yield f"{write.subject} is not in our books any more"
        elif plan.kind is PlanKind.EXPORT:
            yield from _export_changes(write, records)
        else:
            yield from _shipment_changes(write, records)


def offer_changes(plan: Plan, known: Mapping[str, OfferState]) -> Iterator[str]:
    """
    Yield a sentence per offer of a stock plan that would be set to another number now.

    What the marketplace shows meanwhile is no change: who approves "0 units"
    means it whether 5 or 4 are on sale at that moment.

    Args:
        known: The active offers by sku id.
    """
    for write in plan.writes:
        offer = next((known[key] for key in write.keys if key in known), None)
        if offer is None:
            yield f"{write.subject} is not for sale any more"
        elif offer.target is None:
            yield f"{write.subject} has no article in the ERP any more"
        elif str(offer.target.units) != write.after:
            yield f"{write.subject} would be set to {offer.target.units} now, not to {write.after}"


def _export_changes(write: PlannedWrite, records: list[OrderRecord]) -> Iterator[str]:
    for record in records:
        if record.state is not LedgerState.READY:
            yield f"{record.number} is {_words(record)} now"
        elif export_basis(record) != write.basis:
            yield f"{record.number} was changed: its lines, amounts or address are others now"


def _shipment_changes(write: PlannedWrite, records: list[OrderRecord]) -> Iterator[str]:
    elsewhere = [record for record in records if record.state not in _SHIPPED]
    for record in elsewhere:
        yield f"{record.number} is {_words(record)} now"
    if not elsewhere and shipment_basis(records) != write.basis:
        yield f"{write.subject} has other parcels to be told of now"


def _words(record: OrderRecord) -> str:
    return record.state.value.replace("_", " ")
