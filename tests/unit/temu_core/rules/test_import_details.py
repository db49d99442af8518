import pytest
from tests.builders.orders import a_line, a_record, amounts_for, an_address, an_order
from tests.unit.temu_core.rules.import_desk import (
    LATER,
    NOTHING,
    POLICY,
    answers,
    hold_of,
    record_of,
    shown,
    state_of,
    unreadable,
)

from shared_kernel.errors import Family, Problem
from temu_core.alert import AlertKind
from temu_core.details import Details, Needs
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import MarketplaceStatus, OrderLabel, Payment
from temu_core.record import OrderRecord
from temu_core.rules.import_order import details_needed

AWAY = Problem(family=Family.TRY_LATER, text="still computing")
GARBLED = Problem(family=Family.HUMAN, text="no number", field="result.goods")
FORBIDDEN = Problem(family=Family.FIX_DATA, text="no permission", code="no_permission")


def _with_amounts(problem: Problem | None, known: OrderRecord | None = None) -> OrderRecord:
    return record_of(shown(known=known, details=Details(address=an_address(), amounts=problem)))


@pytest.mark.parametrize(
    ("details", "what"),
    [
        (Details(amounts=amounts_for(an_order())), "address"),
        (Details(address=an_address()), "amounts"),
        (Details(address=an_address(), amounts=AWAY), "still computing"),
    ],
)
def test_a_missing_answer_lets_the_order_wait(details: Details, what: str) -> None:
    record = record_of(shown(details=details))

    assert record.state is LedgerState.INCOMPLETE
    assert what in record.waiting_for
    assert record.bad_answers == 0


def test_a_missing_permission_lets_orders_wait_and_says_whom_to_ask() -> None:
    update = shown(details=Details(address=an_address(), amounts=FORBIDDEN))

    (alert,) = update.alerts
    assert alert.kind is AlertKind.AMOUNTS_PERMISSION
    assert "account manager" in alert.text
    assert state_of(update) is LedgerState.INCOMPLETE
    assert record_of(update).bad_answers == 0


def test_all_orders_share_one_permission_alert() -> None:
    details = Details(address=an_address(), amounts=FORBIDDEN)

    first = shown(an_order("PO-1"), details=details)
    second = shown(an_order("PO-2"), details=details)

    assert first.alerts == second.alerts
    assert shown(an_order("PO-1"), record_of(first), details=details) == NOTHING


def test_unreadable_answers_hold_the_order_after_the_set_number() -> None:
    record = _with_amounts(GARBLED)
    record = _with_amounts(GARBLED, record)
    assert (record.state, record.bad_answers) == (LedgerState.INCOMPLETE, 2)

    record = _with_amounts(GARBLED, record)

    assert record.hold is not None
    assert (record.hold.reason, record.hold.subject) == (HoldReason.BAD_ANSWER, "result.goods")


def test_a_good_answer_starts_the_count_again() -> None:
    record = _with_amounts(GARBLED)

    assert record_of(shown(known=record)).bad_answers == 0


def test_an_outage_neither_counts_nor_starts_again() -> None:
    record = _with_amounts(GARBLED)

    assert _with_amounts(AWAY, record).bad_answers == 1


def test_a_failed_second_reading_of_what_is_known_is_no_obstacle() -> None:
    assert shown(known=record_of(shown()), details=Details(amounts=GARBLED)) == NOTHING


def test_a_changed_address_must_be_read_anew() -> None:
    listed = an_order(address_changed=True, updated_at=LATER)
    new = an_address(city="Neustadt")

    waiting = record_of(shown(listed, a_record(), details=Details()))

    assert (waiting.state, waiting.address) == (LedgerState.INCOMPLETE, None)
    assert details_needed(listed, waiting, POLICY).address
    ready = record_of(shown(listed, waiting, details=Details(address=new)))
    assert (ready.state, ready.address) == (LedgerState.READY, new)
    assert details_needed(listed, ready, POLICY) == Needs()


def test_a_failed_reading_of_a_changed_address_keeps_the_order_waiting() -> None:
    listed = an_order(address_changed=True, updated_at=LATER)

    waiting = record_of(shown(listed, a_record(), details=Details(address=AWAY)))

    assert waiting.state is LedgerState.INCOMPLETE
    assert shown(listed, waiting, details=Details()).changes[0].record.address is None


def test_a_new_order_needs_both() -> None:
    assert details_needed(an_order(), None, POLICY) == Needs(address=True, amounts=True)


@pytest.mark.parametrize(
    "listed",
    [
        an_order(status=MarketplaceStatus.PENDING),
        an_order(status=MarketplaceStatus.CANCELLED),
        an_order(status=MarketplaceStatus.SHIPPED),
        an_order(payment=Payment.CASH_ON_DELIVERY),
        an_order(labels=frozenset({OrderLabel.RISK_ALERT})),
    ],
)
def test_an_order_decided_without_them_needs_nothing(listed: object) -> None:
    assert details_needed(listed, None, POLICY) == Needs()  # type: ignore[arg-type]  # a table


def test_only_what_is_missing_is_asked() -> None:
    assert details_needed(an_order(), a_record(amounts=None), POLICY) == Needs(amounts=True)
    assert details_needed(an_order(), a_record(), POLICY) == Needs()


def test_a_changed_quantity_needs_the_amounts_again() -> None:
    listed = an_order(lines=[a_line(quantity=2, cancelled=1)], updated_at=LATER)

    assert details_needed(listed, a_record(), POLICY) == Needs(amounts=True)


def test_an_exported_order_needs_its_address_only_when_it_may_have_changed() -> None:
    known = a_record(state=LedgerState.IN_ERP, amounts=None)
    changed = an_order(address_changed=True, updated_at=LATER)

    assert details_needed(an_order(), known, POLICY) == Needs()
    assert details_needed(changed, known, POLICY) == Needs(address=True)


def test_an_unreadable_order_is_stored_all_the_same() -> None:
    record = record_of(unreadable(GARBLED))

    assert (record.state, record.bad_answers) == (LedgerState.INCOMPLETE, 1)
    readable = record_of(shown(an_order(), record, details=answers(an_order())))
    assert (readable.state, readable.bad_answers) == (LedgerState.READY, 0)


def test_an_order_unreadable_for_long_is_held() -> None:
    record = record_of(unreadable(GARBLED))
    record = record_of(unreadable(GARBLED, record))

    assert hold_of(unreadable(GARBLED, record)).reason is HoldReason.BAD_ANSWER


def test_a_ready_order_that_cannot_be_read_any_more_is_not_exported() -> None:
    assert state_of(unreadable(GARBLED, a_record())) is LedgerState.INCOMPLETE


@pytest.mark.parametrize("state", [LedgerState.IN_ERP, LedgerState.CANCELLED, LedgerState.HELD])
def test_an_unreadable_entry_leaves_other_orders_alone(state: LedgerState) -> None:
    assert unreadable(GARBLED, a_record(state=state)) == NOTHING
