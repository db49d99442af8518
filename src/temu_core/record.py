"""An order in our own books: everything we know of it and where it stands."""

import enum
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

import attrs

from temu_core.address import BuyerAddress
from temu_core.alert import Alert
from temu_core.amounts import OrderAmounts
from temu_core.document import ExportBatch
from temu_core.intent import Intent, IntentOutcome
from temu_core.ledger import ClosedWhy, Hold, HoldReason, LedgerState, OrderEvent
from temu_core.order import LineNumber, ListedOrder, OrderNumber
from temu_core.package import Package
from temu_core.plan import ApprovalUse


class DeliveryState(enum.Enum):
    """
    How far handing an order to the ERP is.
    """

    #: Its bytes are stored; nothing was sent, or the attempt surely failed.
    RECORDED = "recorded"
    #: An attempt is under way, or its process died.
    SENDING = "sending"
    #: The answer was lost; it may have arrived.
    UNKNOWN = "unknown"
    DELIVERED = "delivered"


@attrs.frozen(kw_only=True)
class Delivery:
    """
    The handing over of one exported order.
    """

    batch_id: str
    state: DeliveryState
    #: The last attempt's intent and run; empty before the first.
    intent_id: str = ""
    run_id: str = ""
    delivered_at: datetime | None = None
    #: When the order was first looked for in vain after a lost answer.
    empty_look_at: datetime | None = None


@attrs.frozen(kw_only=True)
class OrderRecord:
    """
    One order of one shop, whole.
    """

    listed: ListedOrder
    state: LedgerState
    address: BuyerAddress | None = None
    amounts: OrderAmounts | None = None
    hold: Hold | None = None
    #: The state to which a held order returns.
    held_from: LedgerState | None = None
    closed_why: ClosedWhy | None = None
    #: What a pending or incomplete order waits for, in words.
    waiting_for: str = ""
    #: How often in a row an answer about it could not be read.
    bad_answers: int = 0
    #: Reasons a person allowed once for this order.
    allowed: frozenset[HoldReason] = frozenset()
    #: Corrected texts by field path (``address.street``); old values stay in the events.
    corrections: Mapping[str, str] = attrs.field(factory=lambda: MappingProxyType({}))
    delivery: Delivery | None = None
    #: The ERP's own order number once seen there.
    erp_number: str = ""
    #: Lines that had left past us when the order was exported; the ERP knows nothing of them.
    shipped_before: frozenset[LineNumber] = frozenset()
    packages: tuple[Package, ...] = ()
    #: Units confirmed to the marketplace per line.
    confirmed: Mapping[LineNumber, int] = attrs.field(factory=lambda: MappingProxyType({}))
    #: Where the ERP's parcels differ from what the marketplace was told: said once to a person.
    reported: frozenset[str] = frozenset()
    #: When the buyer was forgotten; None while there is an address, or never was one.
    erased_at: datetime | None = None
    #: Grows with every stored change; 0 before the first.
    version: int = 0

    @property
    def number(self) -> OrderNumber:
        """
        The marketplace's order number.
        """
        return self.listed.number


@attrs.frozen(kw_only=True)
class OrderChange:
    """
    A new value of one order, with the transition it is part of.
    """

    record: OrderRecord
    #: None when the ledger state stays.
    event: OrderEvent | None = None


@attrs.frozen(kw_only=True)
class LedgerUpdate:
    """
    Everything that must be stored together, in one transaction or not at all.
    """

    changes: tuple[OrderChange, ...] = ()
    intents: tuple[Intent, ...] = ()
    outcomes: tuple[IntentOutcome, ...] = ()
    alerts: tuple[Alert, ...] = ()
    #: The orders' bytes, when this update is an export decision.
    batch: ExportBatch | None = None
    #: What it takes from an approval, when it begins writes that needed one.
    approval: ApprovalUse | None = None

    @classmethod
    def merged(cls, updates: Iterable["LedgerUpdate"]) -> "LedgerUpdate":
        """
        Return one update that does what all of *updates* do; one batch, one approval at most.
        """
        parts = tuple(updates)
        batches = [part.batch for part in parts if part.batch is not None]
        if len(batches) > 1:
            raise ValueError("an update records at most one export batch")
        approvals = [part.approval for part in parts if part.approval is not None]
        if len(approvals) > 1:
            raise ValueError("an update uses at most one approval")
        return cls(
            changes=tuple(change for part in parts for change in part.changes),
            intents=tuple(intent for part in parts for intent in part.intents),
            outcomes=tuple(outcome for part in parts for outcome in part.outcomes),
            alerts=tuple(alert for part in parts for alert in part.alerts),
            batch=batches[0] if batches else None,
            approval=approvals[0] if approvals else None,
        )
