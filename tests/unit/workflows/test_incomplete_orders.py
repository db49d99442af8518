"""Orders about which something is missing wait; they are never exported with a guess."""

import pytest
from tests.builders.orders import amounts_for, amounts_of, an_address, an_order, line_amounts
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NOON, ShopWorld

from shared_kernel.errors import Family, Problem
from temu_core.alert import AlertKind
from temu_core.details import Details
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import OrderLabel

LATER = Problem(family=Family.TRY_LATER, text="the marketplace does not answer")
GARBAGE = Problem(family=Family.HUMAN, text="'five' is no number", field="orderAmount.total")


def test_an_order_without_amounts_waits_and_costs_nothing_is_never_said(world: ShopWorld) -> None:
    """
    Defect 4 of the original: a missing amount was exported as price 0.
    """
    order = an_order("PO-1", placed_at=NOON, updated_at=NOON)
    world.marketplace.show(order, address=an_address())

    world.sync_orders()
    assert world.state(order.number) is LedgerState.INCOMPLETE
    assert world.erp.inbox == {}

    # Nothing changes in the list, and the window has moved on by then.
    world.later(hours=3)
    world.sync_orders()
    world.marketplace.show(order, amounts=amounts_for(order))
    world.later(minutes=15)
    world.sync_orders()

    assert world.document(order.number)["positions"][0]["unit_gross"] == 1990


def test_a_line_without_amounts_of_its_own_is_held(world: ShopWorld) -> None:
    """
    Defect 4 of the original: a line without amounts got price 0.
    """
    number = world.sell(amounts=amounts_of(line_amounts("another-line")))

    world.sync_orders()

    assert world.held(number) is HoldReason.TOTALS_MISMATCH
    assert world.erp.inbox == {}


def test_an_order_without_an_address_is_held_until_somebody_fills_it_in(
    world: ShopWorld, ada: Person
) -> None:
    """
    Defect 4 of the original: a missing address was exported empty.
    """
    number = world.sell(address=an_address(street_lines=()))
    world.sync_orders()
    assert world.held(number) is HoldReason.ADDRESS_INCOMPLETE

    ada.mend(number, Remedy.CORRECT_TEXT, field="address.street", value="Musterweg 2")
    world.sync_orders()

    assert world.document(number)["address"]["street"] == "Musterweg 2"


@pytest.mark.parametrize("missing", ["address", "amounts"])
def test_a_failed_question_about_an_order_is_shown_and_asked_again(
    world: ShopWorld, missing: str
) -> None:
    """
    Defect 5 of the original: a failed detail call was skipped in silence.
    """
    unlucky, lucky = world.sell("PO-1"), world.sell("PO-2")
    world.marketplace.moods.problems[unlucky] = Details(**{missing: LATER})

    world.sync_orders()
    assert LATER.text in world.record(unlucky).waiting_for
    assert list(world.erp.inbox) == [lucky]

    world.marketplace.moods.problems.clear()
    world.sync_orders()

    assert world.state(unlucky) is LedgerState.EXPORTED


def test_a_passing_outage_never_holds_an_order(world: ShopWorld) -> None:
    number = world.sell()
    world.marketplace.moods.problems[number] = Details(amounts=LATER)

    for _ in range(5):
        world.later(minutes=15)
        world.sync_orders()

    assert world.state(number) is LedgerState.INCOMPLETE


def test_without_the_permission_for_amounts_all_orders_wait_and_one_alert_is_raised(
    world: ShopWorld,
) -> None:
    numbers = [world.sell(f"PO-{index}") for index in range(3)]
    world.marketplace.moods.amounts_forbidden = True

    world.sync_orders()
    world.later(minutes=15)
    world.sync_orders()

    assert {world.state(number) for number in numbers} == {LedgerState.INCOMPLETE}
    assert "ask your Temu account manager" in world.record(numbers[0]).waiting_for
    assert [kind for kind, _ in world.alerts()] == [AlertKind.AMOUNTS_PERMISSION]

    world.marketplace.moods.amounts_forbidden = False
    world.sync_orders()
    assert sorted(world.erp.inbox) == numbers


def test_an_order_nobody_can_read_is_held_at_the_third_try_and_stops_no_other(
    world: ShopWorld, ada: Person
) -> None:
    broken, good = world.sell("PO-1"), world.sell("PO-2")
    world.marketplace.moods.unreadable[broken] = GARBAGE

    world.sync_orders()
    world.sync_orders()
    assert world.state(broken) is LedgerState.INCOMPLETE
    world.sync_orders()

    assert world.held(broken) is HoldReason.BAD_ANSWER
    hold = world.record(broken).hold
    assert hold is not None
    assert hold.subject == "orderAmount.total"
    assert list(world.erp.inbox) == [good]


def test_an_order_that_can_be_read_again_goes_on_when_tried_again(
    world: ShopWorld, ada: Person
) -> None:
    number = world.sell()
    world.marketplace.moods.unreadable[number] = GARBAGE
    for _ in range(3):
        world.sync_orders()
    world.marketplace.moods.unreadable.clear()

    ada.mend(number, Remedy.TRY_AGAIN)
    world.sync_orders()

    assert list(world.erp.inbox) == [number]


def test_amounts_nobody_can_read_hold_the_order_at_the_third_try(world: ShopWorld) -> None:
    broken, good = world.sell("PO-1"), world.sell("PO-2")
    world.marketplace.moods.problems[broken] = Details(amounts=GARBAGE)

    world.sync_orders()
    world.sync_orders()
    assert world.state(broken) is LedgerState.INCOMPLETE
    world.sync_orders()

    assert world.held(broken) is HoldReason.BAD_ANSWER
    assert list(world.erp.inbox) == [good]


def test_a_readable_answer_starts_the_count_of_tries_again(world: ShopWorld) -> None:
    waiting = world.sell(labels=frozenset({OrderLabel.RISK_ALERT}))

    for readable in (False, False, True, False, False):
        world.marketplace.moods.unreadable = {} if readable else {waiting: GARBAGE}
        world.sync_orders()

    assert world.state(waiting) is LedgerState.INCOMPLETE


def test_a_ready_order_that_nobody_can_read_any_more_is_not_exported(
    world: ShopWorld, ada: Person
) -> None:
    """
    What cannot be read may be a cancellation.
    """
    number = world.sell()
    ada.stop()
    world.sync_orders()
    assert world.state(number) is LedgerState.READY
    ada.resume()

    world.marketplace.moods.unreadable[number] = GARBAGE
    world.sync_orders()

    assert world.erp.inbox == {}
