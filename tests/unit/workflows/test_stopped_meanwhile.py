"""The stop switch ends the outside writes of the run under way as well."""

import pytest
from tests.unit.workflows.faults import EventfulDesk, EventfulStock
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import ShopWorld

from job_core.run import RunState
from temu_core.offer import GoodsId


@pytest.fixture
def sent() -> list[int]:
    """
    Return the sizes of the batches sent, to be filled.
    """
    return []


def test_no_stock_is_sent_after_the_batch_under_way(
    world: ShopWorld, ada: Person, sent: list[int]
) -> None:
    world.erp.article("LAMP-1", 250)
    for index in range(250):
        world.offer(100 + index, goods_id=GoodsId(1000 + index))

    def stop(calls: int) -> None:
        sent.append(calls)
        ada.stop()

    world.fake(marketplace_stock=EventfulStock(world.marketplace, stop))
    executed = world.sync_inventory()

    assert executed.run.state is RunState.SUCCESS
    assert sent == [100]
    ada.resume()
    world.fake(marketplace_stock=EventfulStock(world.marketplace, sent.append))
    world.sync_inventory()
    assert sent == [100, 100, 50]


def test_no_parcel_is_told_after_the_batch_under_way(
    world: ShopWorld, ada: Person, sent: list[int]
) -> None:
    world.erp.article("LAMP-1", 200)
    numbers = [world.sell(f"PO-{index:03}") for index in range(150)]
    world.sync_orders()
    world.erp.book_waiting()
    for index, number in enumerate(numbers):
        world.ship(number, f"JJD{index:03}")

    def stop(calls: int) -> None:
        sent.append(calls)
        ada.stop()

    world.fake(shipment_desk=EventfulDesk(world.marketplace, stop))
    executed = world.sync_orders()

    assert executed.run.state is RunState.SUCCESS
    assert sent == [len(world.told())] == [100]
