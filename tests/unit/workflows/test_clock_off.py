"""A machine whose clock is off does nothing outside."""

from datetime import timedelta

import attrs
import pytest
from tests.unit.workflows.world import NORTH, STOCK_JOB, ShopWorld

from job_core.ports.shared_clock import SharedClock
from shared_kernel.errors import RejectedError


@attrs.frozen
class Off(SharedClock):
    """
    The database's clock is so much ahead.
    """

    by: timedelta

    def ahead(self) -> timedelta | None:
        return self.by


def test_a_sync_stops_before_it_takes_a_lease_or_writes_anything(world: ShopWorld) -> None:
    world.offer(stock=1)
    world.fake(shared_clock=Off(timedelta(seconds=16)))

    with pytest.raises(RejectedError, match="16 s off the database's") as refused:
        world.sync_inventory()

    assert refused.value.code == "clock_off"
    assert world.for_sale() == 1
    assert world.books.leases.holder(NORTH, STOCK_JOB, now=world.clock.now()) is None


def test_a_sync_goes_on_while_the_clock_is_off_by_less(world: ShopWorld) -> None:
    world.offer(stock=1)
    world.fake(shared_clock=Off(timedelta(seconds=-15)))

    world.sync_inventory()

    assert world.for_sale() == 100
