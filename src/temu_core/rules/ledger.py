"""Which way an order may go in our books."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs

from temu_core.ledger import ClosedWhy, Hold, LedgerState, OrderEvent
from temu_core.record import OrderChange, OrderRecord

_S = LedgerState

BEFORE_EXPORT: frozenset[LedgerState] = frozenset({_S.PENDING, _S.INCOMPLETE, _S.READY})
OPEN_IN_ERP: frozenset[LedgerState] = frozenset(
    {_S.EXPORTED, _S.IN_ERP, _S.PARTIALLY_SHIPPED, _S.SHIPPED}
)
FINAL: frozenset[LedgerState] = frozenset({_S.CONFIRMED, _S.CLOSED_ELSEWHERE})

#: Which of these an order the ERP has is in, its parcels and open lines say: any may
#: follow any, for a parcel may be deleted and a line be cancelled or opened again.
_BY_PARCELS: frozenset[LedgerState] = frozenset({_S.IN_ERP, _S.PARTIALLY_SHIPPED, _S.SHIPPED})

#: Every state that is not final: whatever happens to an order, it can be stopped.
_CAN_BE_HELD = frozenset(_S) - FINAL - {_S.HELD}
#: Where a held order may go besides the state it was held from: delivered again,
#: seen in the ERP after all, or ended.
_OUT_OF_HELD = frozenset(
    {
        _S.EXPORTING,
        _S.IN_ERP,
        _S.CANCELLED,
        _S.CANCELLED_AFTER_EXPORT,
        _S.CANCELLED_IN_ERP,
        _S.CLOSED_ELSEWHERE,
    }
)
_STOPPED = frozenset({_S.HELD, _S.CANCELLED, _S.CLOSED_ELSEWHERE})
_ENDED_AFTER_EXPORT = frozenset({_S.HELD, _S.CANCELLED_AFTER_EXPORT, _S.CANCELLED_IN_ERP})

TRANSITIONS: Mapping[LedgerState, frozenset[LedgerState]] = MappingProxyType(
    {
        _S.PENDING: _STOPPED | {_S.INCOMPLETE, _S.READY},
        _S.INCOMPLETE: _STOPPED | {_S.PENDING, _S.READY},
        # EXPORTED and IN_ERP: the number was found there before we delivered.
        _S.READY: _STOPPED | {_S.INCOMPLETE, _S.PENDING, _S.EXPORTING, _S.EXPORTED, _S.IN_ERP},
        _S.EXPORTING: frozenset({_S.EXPORTED, _S.IN_ERP, _S.HELD, _S.CANCELLED_AFTER_EXPORT}),
        _S.EXPORTED: _ENDED_AFTER_EXPORT | {_S.IN_ERP},
        **{
            state: (_ENDED_AFTER_EXPORT | _BY_PARCELS | {_S.CONFIRMED}) - {state}
            for state in _BY_PARCELS
        },
        _S.HELD: _CAN_BE_HELD | _OUT_OF_HELD,
        # The marketplace shows it open again.
        _S.CANCELLED: frozenset({_S.HELD, _S.PENDING, _S.INCOMPLETE}),
        # The ERP shows an open order under its number again.
        _S.CANCELLED_IN_ERP: frozenset(
            {_S.HELD, _S.IN_ERP, _S.CANCELLED_AFTER_EXPORT, _S.CLOSED_ELSEWHERE}
        ),
        # The marketplace shows it open again: it goes on where its handing over stands.
        _S.CANCELLED_AFTER_EXPORT: frozenset(
            {_S.HELD, _S.EXPORTING, _S.EXPORTED, _S.IN_ERP, _S.CLOSED_ELSEWHERE}
        ),
        _S.CONFIRMED: frozenset(),
        _S.CLOSED_ELSEWHERE: frozenset(),
    }
)


def allowed_next(record: OrderRecord) -> frozenset[LedgerState]:
    """
    Return where this order may go next; a held one only back or out.
    """
    if record.state is not LedgerState.HELD:
        return TRANSITIONS[record.state]
    back = frozenset() if record.held_from is None else frozenset({record.held_from})
    return _OUT_OF_HELD | back


def move(
    record: OrderRecord,
    to: LedgerState,
    *,
    text: str,
    by: str,
    at: datetime,
    hold: Hold | None = None,
    closed_why: ClosedWhy | None = None,
    **changes: Any,  # fields of OrderRecord; attrs.evolve refuses any other
) -> OrderChange:
    """
    Return *record* in state *to*, with the event that says why.

    The version is left to storage.

    Raises:
        ValueError: The ledger does not know this way, or a hold has no reason.
    """
    if to not in allowed_next(record):
        raise ValueError(f"{record.number}: no way from {record.state.value} to {to.value}")
    if (to is LedgerState.HELD) != (hold is not None):
        raise ValueError(f"{record.number}: a hold and its reason go together")

    changes.setdefault("waiting_for", "")
    changed = attrs.evolve(
        record,
        **changes,
        state=to,
        hold=hold,
        held_from=record.state if to is LedgerState.HELD else None,
        closed_why=closed_why,
    )
    event = OrderEvent(at=at, from_state=record.state, to_state=to, text=text, by=by)
    return OrderChange(record=changed, event=event)


def keep(record: OrderRecord, **changes: Any) -> OrderChange:
    """
    Return *record* with other fields changed, in the state it was in.
    """
    if changes.keys() & {"state", "held_from"}:
        raise ValueError("only move() changes the state")
    return OrderChange(record=attrs.evolve(record, **changes))


def first(record: OrderRecord, *, text: str, by: str, at: datetime) -> OrderChange:
    """
    Return the first entry of an order; a held one returns to incomplete.
    """
    if record.state is LedgerState.HELD and record.held_from is None:
        record = attrs.evolve(record, held_from=LedgerState.INCOMPLETE)
    event = OrderEvent(at=at, from_state=None, to_state=record.state, text=text, by=by)
    return OrderChange(record=record, event=event)
