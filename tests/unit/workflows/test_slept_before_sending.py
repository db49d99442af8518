"""A process that slept after it recorded an intent sends nothing any more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.books import MemoryBooks
from adapters.memory.store import MemoryStore
from adapters.memory.tables import Tables
from temu_core.intent import Outcome
from temu_core.ledger import LedgerState


class DrowsyStore(MemoryStore):
    """
    A database after whose next transaction with an intent something happens, once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.then: Callable[[], object] | None = None

    @contextmanager
    def unfenced(self) -> Iterator[Tables]:
        intents = len(self.read().writes)
        with super().unfenced() as tables:
            yield tables
        if self.then is not None and len(self.read().writes) > intents:
            happens, self.then = self.then, None
            happens()


@pytest.fixture
def store() -> DrowsyStore:
    return DrowsyStore()


@pytest.fixture
def world(store: DrowsyStore) -> ShopWorld:
    return ShopWorld.open(books=MemoryBooks.on(store))


def sleeps(world: ShopWorld, store: DrowsyStore, **span: float) -> None:
    """
    Let the process sleep so long between its next intent and the call.
    """
    store.then = lambda: world.clock.advance(timedelta(**span))


def test_an_order_is_not_handed_over_by_a_process_that_slept(
    world: ShopWorld, store: DrowsyStore
) -> None:
    """
    Its successor may have looked twice by then, and have handed it over itself.
    """
    number = world.sell()
    sleeps(world, store, minutes=40)

    world.sync_orders()

    assert world.erp.inbox == {}
    assert world.state(number) is LedgerState.EXPORTING

    world.sync_orders()

    assert list(world.erp.inbox) == [number]


def test_a_parcel_is_not_told_by_a_process_that_slept(world: ShopWorld, store: DrowsyStore) -> None:
    number = world.into_the_erp(world.sell())
    world.ship(number)
    sleeps(world, store, minutes=40)

    world.sync_orders()

    assert world.told() == []

    world.later(minutes=5)
    world.sync_orders()

    assert world.told() == [(number, "JJD0001", 1)]


def test_stock_is_not_set_by_a_process_that_slept(world: ShopWorld, store: DrowsyStore) -> None:
    """
    Its number may be older than the one its successor sent meanwhile.
    """
    world.offer(stock=1)
    sleeps(world, store, minutes=40)

    world.sync_inventory()

    assert world.for_sale() == 1

    world.sync_inventory()

    assert world.for_sale() == 100


def test_what_was_not_sent_in_time_is_recorded_as_not_sent(
    world: ShopWorld, store: DrowsyStore
) -> None:
    world.sell()
    sleeps(world, store, seconds=20)

    world.sync_orders()

    (run_id,) = {write.intent.run_id for write in store.read().writes.values()}
    (write,) = world.books.outside_writes.of_run(NORTH, run_id)
    assert write.outcome is not None
    assert write.outcome.outcome is Outcome.NOT_SENT


def test_a_slow_database_keeps_nothing_from_being_sent(
    world: ShopWorld, store: DrowsyStore
) -> None:
    number = world.sell()
    sleeps(world, store, seconds=9)

    world.sync_orders()

    assert list(world.erp.inbox) == [number]
