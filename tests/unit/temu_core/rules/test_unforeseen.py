from typing import Any, NoReturn

import pytest
from tests.builders.orders import UPDATED, a_record

from temu_core.ledger import HoldReason, LedgerState
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.ledger import FINAL
from temu_core.rules.unforeseen import or_held

WHO: dict[str, Any] = {"by": "run:1", "at": UPDATED}


def failing() -> NoReturn:
    raise ValueError("PO-076-1: no way from here to there")


def stored(state: LedgerState) -> OrderRecord:
    return a_record(state=state, version=3)


@pytest.mark.parametrize("state", [s for s in LedgerState if s not in FINAL])
def test_whatever_is_not_over_can_be_stopped(state: LedgerState) -> None:
    update = or_held(stored(state), failing, **WHO)

    if state is LedgerState.HELD:
        assert (update.changes, len(update.alerts)) == ((), 1)
        return
    (change,) = update.changes
    assert (change.record.state, change.record.held_from) == (LedgerState.HELD, state)
    assert change.record.hold is not None
    assert change.record.hold.reason is HoldReason.UNKNOWN_VALUE
    assert "no way from here to there" in change.record.hold.text


@pytest.mark.parametrize("state", [s for s in LedgerState if s in FINAL])
def test_an_order_that_is_over_stays_as_it_is_with_an_alert(state: LedgerState) -> None:
    update = or_held(stored(state), failing, **WHO)

    assert update.changes == ()
    assert "no way from here to there" in update.alerts[0].text


def test_an_order_never_stored_is_stored_as_held() -> None:
    (change,) = or_held(a_record(state=LedgerState.INCOMPLETE), failing, **WHO).changes

    assert change.record.state is LedgerState.HELD
    assert change.record.held_from is LedgerState.INCOMPLETE
    assert change.event is not None
    assert change.event.from_state is None


def test_nothing_is_added_to_what_goes_well() -> None:
    assert or_held(stored(LedgerState.IN_ERP), LedgerUpdate, **WHO) == LedgerUpdate()
