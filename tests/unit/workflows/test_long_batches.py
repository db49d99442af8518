"""A batch of slow calls is over before another run may take the job."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.unit.workflows.faults import EventfulDesk, EventfulStock
from tests.unit.workflows.world import NORTH, ORDERS_JOB, STOCK_JOB, ShopWorld

from temu_core.offer import GoodsId
from temu_core.rules.send_in_time import SEND_WITHIN

#: As the marketplace's adapter with its defaults; seven rounds for a hundred calls.
CALL_S = 175.0
ROUNDS = {1: 1, 16: 1, 17: 2, 100: 7}


@pytest.fixture
def world() -> ShopWorld:
    """
    Return a world of slow calls.
    """
    return ShopWorld.open(call_s=CALL_S, calls_at_once=16)


def while_under_way(world: ShopWorld, job: str, seen: list[int]) -> Callable[[int], None]:
    """
    Return what checks lease and intents of a batch at its last possible moment.
    """

    def look(calls: int) -> None:
        last = world.clock.now() + SEND_WITHIN + timedelta(seconds=CALL_S * ROUNDS[calls])
        intents = [write.intent for write in world.books.outside_writes.open(NORTH)]
        assert [intent.answer_by for intent in intents] == [last] * calls
        assert world.books.leases.holder(NORTH, job, now=last) is not None
        late = last + timedelta(minutes=2)
        assert world.books.leases.holder(NORTH, job, now=late) is None, "no longer than needed"
        seen.append(calls)

    return look


@pytest.mark.parametrize("calls", ROUNDS)
def test_a_lease_outlives_a_whole_batch_of_stock(world: ShopWorld, calls: int) -> None:
    seen: list[int] = []
    for index in range(calls):
        world.offer(100 + index, goods_id=GoodsId(1000 + index))

    look = while_under_way(world, STOCK_JOB, seen)
    world.fake(marketplace_stock=EventfulStock(world.marketplace, look))
    executed = world.sync_inventory()

    assert executed.run.error == ""
    assert seen == [calls]


@pytest.mark.parametrize("calls", ROUNDS)
def test_a_lease_outlives_a_whole_batch_of_confirmations(world: ShopWorld, calls: int) -> None:
    seen: list[int] = []
    numbers = [world.sell(f"PO-{index:03}") for index in range(calls)]
    world.sync_orders()
    world.erp.book_waiting()
    for index, number in enumerate(numbers):
        world.ship(number, f"JJD{index:03}")

    look = while_under_way(world, ORDERS_JOB, seen)
    world.fake(shipment_desk=EventfulDesk(world.marketplace, look))
    executed = world.sync_orders()

    assert executed.run.error == ""
    assert seen == [calls]
