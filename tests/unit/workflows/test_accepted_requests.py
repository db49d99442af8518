"""A person decides that an order is shipped although something is pending."""

import pytest
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from temu_core.confirmation import Acceptance
from temu_core.order import OrderLabel, OrderNumber
from temu_core.rules.acceptance import acceptance_of


@pytest.fixture
def asked(world: ShopWorld) -> OrderNumber:
    number = world.into_the_erp(world.sell())
    world.marketplace.label(number, OrderLabel.PENDING_CANCELLATION, OrderLabel.RISK_ALERT)
    world.sync_orders()
    return number


def test_the_decision_is_on_the_order_with_who_and_when(
    world: ShopWorld, asked: OrderNumber
) -> None:
    Person(world, "ada").ship_despite(asked, Acceptance.DENY_CANCELLATION)

    last = world.books.order_book.events(NORTH, asked)[-1]
    assert acceptance_of(world.record(asked)) == {Acceptance.DENY_CANCELLATION}
    assert (last.by, last.at) == ("person:ada", world.clock.now())
    assert last.text == "ships although requests are pending: deny cancellation"


def test_the_same_decision_again_changes_nothing(world: ShopWorld, asked: OrderNumber) -> None:
    Person(world).ship_despite(asked, Acceptance.DENY_CANCELLATION)
    before = world.record(asked)

    again = Person(world).ship_despite(asked, Acceptance.DENY_CANCELLATION)

    assert again.orders == (asked,)
    assert world.record(asked) == before


def test_a_second_decision_is_added_to_the_first(world: ShopWorld, asked: OrderNumber) -> None:
    Person(world).ship_despite(asked, Acceptance.DENY_CANCELLATION)
    Person(world).ship_despite(asked, Acceptance.DENY_RISK_ALERT)

    assert acceptance_of(world.record(asked)) == {
        Acceptance.DENY_CANCELLATION,
        Acceptance.DENY_RISK_ALERT,
    }


def test_what_nobody_asked_for_cannot_be_denied(world: ShopWorld, asked: OrderNumber) -> None:
    mended = Person(world).ship_despite(asked, Acceptance.DENY_ADDRESS_CHANGE)

    assert mended.orders == ()
    assert mended.refused[asked] == (
        f"no address change is pending for {asked}; "
        "pending on the marketplace: cancellation, risk alert"
    )


def test_an_order_that_is_not_in_the_erp_is_not_shipped_against_a_request(
    world: ShopWorld,
) -> None:
    number = world.sell(labels=frozenset({OrderLabel.RISK_ALERT}))
    world.sync_orders()

    mended = Person(world).ship_despite(number, Acceptance.DENY_RISK_ALERT)

    assert "only an order that is in the ERP" in mended.refused[number]
    assert not acceptance_of(world.record(number))


def test_an_unknown_order_is_refused(world: ShopWorld) -> None:
    mended = Person(world).ship_despite(OrderNumber("PO-404"), Acceptance.DENY_RISK_ALERT)

    assert mended.refused == {"PO-404": "there is no order PO-404"}
