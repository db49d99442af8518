"""Whatever interrupts the handing over, every order reaches the ERP once."""

import attrs
import pytest
from tests.unit.workflows.faults import DyingHandover, ForgetfulHandover, FragileStore, dies
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.books import MemoryBooks
from temu_core.ledger import LedgerState, Remedy


def go_on(world: ShopWorld, rounds: int = 4) -> None:
    """
    Let so many quarters of an hour pass, each with the ERP's worker and a sync.
    """
    for _ in range(rounds):
        world.later(minutes=16)
        world.erp.book_waiting()
        world.sync_orders()


def test_a_request_lost_on_its_way_is_sent_again_after_two_empty_looks(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.moods.loses_requests = True
    world.sync_orders()
    world.erp.moods.loses_requests = False

    world.later(minutes=20)
    world.sync_orders()
    assert world.erp.inbox == {}, "one look proves nothing"
    world.later(minutes=14)
    world.sync_orders()
    assert world.erp.inbox == {}, "the second look is not due yet"
    world.later(minutes=1)
    world.sync_orders()

    assert list(world.erp.inbox) == [number]
    assert world.books.outside_writes.open(NORTH) == [], "both attempts are settled"


def test_an_order_whose_answer_was_lost_is_found_in_the_inbox(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.moods.loses_answers = True
    world.sync_orders()
    assert world.state(number) is LedgerState.EXPORTING

    world.later(minutes=15)
    world.sync_orders()

    assert world.state(number) is LedgerState.EXPORTED
    assert list(world.erp.inbox) == [number]


def test_an_order_the_erp_shows_late_is_not_sent_a_second_time(world: ShopWorld) -> None:
    """
    Its worker has taken it out of the inbox and books it between our two looks.
    """
    number = world.sell()
    world.erp.moods.loses_answers = True
    world.sync_orders()
    world.erp.moods.loses_answers = False
    del world.erp.inbox[number]

    world.later(minutes=15)
    world.sync_orders()
    world.erp.book(number)
    go_on(world)

    assert world.booked() == [number]
    assert world.state(number) is LedgerState.IN_ERP


def test_one_look_that_wrongly_sees_nothing_makes_no_order_come_twice(world: ShopWorld) -> None:
    """
    Half an hour later the ERP's worker has it in hand, so the second look sees nothing either.
    """
    number = world.sell()
    world.erp.moods.loses_answers = True
    world.sync_orders()
    world.erp.moods.loses_answers = False
    wrong = ForgetfulHandover(world.erp)
    world.fake(order_handover=wrong)

    world.later(minutes=5)
    world.sync_orders()
    assert wrong.forgot
    del world.erp.inbox[number]
    world.later(minutes=30)
    world.sync_orders()

    assert world.erp.inbox == {}
    assert world.state(number) is LedgerState.EXPORTED


def test_nor_does_it_when_the_order_was_cancelled_meanwhile_and_is_open_again(
    world: ShopWorld,
) -> None:
    number = world.sell()
    world.erp.moods.loses_answers = True
    world.sync_orders()
    world.erp.moods.loses_answers = False
    listed = world.marketplace.orders[number].listed
    world.marketplace.cancel(number)
    world.fake(order_handover=ForgetfulHandover(world.erp))

    world.later(minutes=5)
    world.sync_orders()
    del world.erp.inbox[number]
    world.later(minutes=30)
    world.sync_orders()
    world.later(minutes=2)
    world.marketplace.show(attrs.evolve(listed, updated_at=world.clock.now()))
    world.sync_orders()

    assert world.erp.inbox == {}


def test_every_lost_request_needs_two_looks_of_its_own(world: ShopWorld) -> None:
    number = world.sell()
    world.erp.moods.loses_requests = True
    world.sync_orders()
    for _ in range(2):
        world.later(minutes=16)
        world.sync_orders()
    world.erp.moods.loses_requests = False

    world.later(minutes=16)
    world.sync_orders()
    assert world.erp.inbox == {}
    world.later(minutes=16)
    world.sync_orders()

    assert list(world.erp.inbox) == [number]


@pytest.mark.parametrize("arrives", [False, True])
def test_a_process_that_dies_while_handing_over_leaves_one_order_in_the_erp(
    world: ShopWorld, arrives: bool
) -> None:
    """
    Defect 7 of the original: after a crash between insert and update it was sent again.
    """
    number = world.sell()
    world.fake(order_handover=DyingHandover(world.erp, arrives))
    assert dies(world.sync_orders)
    world.fake()

    go_on(world)

    assert world.booked() == [number]
    assert world.state(number) is LedgerState.IN_ERP


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("quick_worker", [False, True])
def test_a_process_may_die_at_any_moment_of_the_sync(committed: bool, quick_worker: bool) -> None:
    """
    Defect 7 of the original: an order was sent twice, or never, after a crash.
    """
    at, died = 0, True
    while died:
        at += 1
        store = FragileStore()
        world = ShopWorld.open(books=MemoryBooks.on(store))
        numbers = [world.sell("PO-1"), world.sell("PO-2")]

        died = store.kills(world.sync_orders, at=at, committed=committed)
        if quick_worker:
            world.erp.book_waiting()
        go_on(world)

        assert sorted(world.booked()) == numbers, at
        assert {world.state(n) for n in numbers} == {LedgerState.IN_ERP}, at
    assert at > 15


def test_the_interrupted_batch_is_finished_with_its_own_bytes(world: ShopWorld) -> None:
    """
    The name in the list changed meanwhile; what was decided is delivered unchanged.
    """
    number = world.sell()
    world.fake(order_handover=DyingHandover(world.erp, False))
    assert dies(world.sync_orders)
    world.fake()
    recorded = world.books.export_book.documents(NORTH, [number])[number]

    for _ in range(2):
        world.later(minutes=16)
        world.sync_orders()

    assert world.erp.inbox[number].body == recorded.body


def test_an_order_cancelled_while_its_answer_was_lost_is_looked_for_all_the_same(
    world: ShopWorld,
) -> None:
    number = world.sell()
    world.erp.moods.loses_answers = True
    world.sync_orders()
    world.erp.book_waiting()
    world.later(minutes=5)

    world.marketplace.cancel(number)
    world.sync_orders()

    texts = [stored.alert.text for stored in world.books.alerts.open(NORTH)]
    assert any("is order AU-00001 in the ERP all the same" in text for text in texts)
    assert world.state(number) is LedgerState.CANCELLED_AFTER_EXPORT
    assert world.books.outside_writes.open(NORTH) == []


def test_a_cancelled_order_whose_request_was_lost_is_given_up_after_two_looks(
    world: ShopWorld,
) -> None:
    number = world.sell()
    world.erp.moods.loses_requests = True
    world.sync_orders()
    world.erp.moods.loses_requests = False
    world.later(minutes=5)
    world.marketplace.cancel(number)

    world.sync_orders()
    assert world.books.outside_writes.open(NORTH) != []
    go_on(world, rounds=2)

    assert world.books.outside_writes.open(NORTH) == []
    assert world.booked() == []
    assert world.erp.inbox == {}


def test_a_cancelled_order_is_not_closed_by_hand_before_somebody_looked_for_it(
    world: ShopWorld,
) -> None:
    """
    Closed at once it would be looked for no more, and might be in the ERP all the same.
    """
    person, number = Person(world), world.sell()
    world.erp.moods.loses_requests = True
    world.sync_orders()
    world.erp.moods.loses_requests = False
    world.marketplace.cancel(number)
    world.later(minutes=5)
    world.sync_orders()

    refused = person.mend(number, Remedy.DONE_BY_HAND).refused
    go_on(world, rounds=2)
    mended = person.mend(number, Remedy.DONE_BY_HAND).orders

    assert "not known yet" in refused[number]
    assert mended == (number,)
    assert world.books.outside_writes.open(NORTH) == []
