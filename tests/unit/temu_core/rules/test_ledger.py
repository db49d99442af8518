from typing import Any

import pytest
from tests.builders.orders import UPDATED, a_record

from temu_core.ledger import ClosedWhy, Hold, HoldReason, LedgerState
from temu_core.rules.ledger import (
    BEFORE_EXPORT,
    FINAL,
    OPEN_IN_ERP,
    TRANSITIONS,
    first,
    keep,
    move,
)

COD = Hold(reason=HoldReason.CASH_ON_DELIVERY, text="the buyer pays cash on delivery")
BY_PARCELS = [LedgerState.IN_ERP, LedgerState.PARTIALLY_SHIPPED, LedgerState.SHIPPED]
WHO: dict[str, Any] = {"by": "run:1", "at": UPDATED}


def test_the_table_covers_every_state() -> None:
    assert set(TRANSITIONS) == set(LedgerState)


def test_final_states_lead_nowhere() -> None:
    assert {state for state, following in TRANSITIONS.items() if not following} == FINAL


def test_nothing_returns_from_the_erp_to_before_export() -> None:
    later = OPEN_IN_ERP | {LedgerState.EXPORTING, LedgerState.CANCELLED_AFTER_EXPORT}

    assert not any(TRANSITIONS[state] & BEFORE_EXPORT for state in later)


@pytest.mark.parametrize("start", BY_PARCELS)
def test_a_shipping_order_goes_wherever_its_parcels_and_open_lines_say(start: LedgerState) -> None:
    assert TRANSITIONS[start] >= {*BY_PARCELS, LedgerState.CONFIRMED} - {start}


def test_whatever_is_not_final_can_be_held() -> None:
    can_be_held = {state for state in LedgerState if LedgerState.HELD in TRANSITIONS[state]}

    assert can_be_held == set(LedgerState) - FINAL - {LedgerState.HELD}


def test_a_way_outside_the_table_is_refused() -> None:
    record = a_record(state=LedgerState.IN_ERP)

    with pytest.raises(ValueError, match="no way from in_erp to exporting"):
        move(record, LedgerState.EXPORTING, text="again", **WHO)


def test_a_held_order_remembers_where_it_came_from() -> None:
    change = move(a_record(), LedgerState.HELD, text="stop", hold=COD, **WHO)

    assert change.record.held_from is LedgerState.READY
    assert change.record.hold == COD
    assert change.event is not None
    assert change.event.from_state is LedgerState.READY


def test_a_released_order_forgets_its_hold() -> None:
    held = a_record(state=LedgerState.HELD, hold=COD, held_from=LedgerState.READY)

    released = move(held, LedgerState.READY, text="allowed", **WHO).record

    assert (released.hold, released.held_from) == (None, None)


def test_a_held_order_does_not_jump_to_another_state() -> None:
    held = a_record(state=LedgerState.HELD, hold=COD, held_from=LedgerState.EXPORTED)

    with pytest.raises(ValueError, match="no way"):
        move(held, LedgerState.READY, text="released", **WHO)


def test_a_hold_needs_its_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        move(a_record(), LedgerState.HELD, text="stop", **WHO)


def test_a_transition_carries_its_other_changes_but_no_version() -> None:
    record = a_record(state=LedgerState.INCOMPLETE, waiting_for="the amounts", version=4)

    closed = move(
        record,
        LedgerState.CLOSED_ELSEWHERE,
        text="done",
        closed_why=ClosedWhy.DONE_BY_HAND,
        bad_answers=2,
        **WHO,
    ).record

    assert closed.closed_why is ClosedWhy.DONE_BY_HAND
    assert (closed.bad_answers, closed.waiting_for, closed.version) == (2, "", 4)


def test_keeping_changes_fields_without_an_event() -> None:
    change = keep(a_record(), erp_number="A-1")

    assert change.record.erp_number == "A-1"
    assert change.event is None


def test_keeping_never_changes_the_state() -> None:
    with pytest.raises(ValueError, match="move"):
        keep(a_record(), state=LedgerState.SHIPPED)


def test_the_first_event_comes_from_nowhere() -> None:
    change = first(a_record(state=LedgerState.HELD, hold=COD), text="new", **WHO)

    assert change.event is not None
    assert change.event.from_state is None
    assert change.record.held_from is LedgerState.INCOMPLETE
