"""An order no rule was made for stops by itself; the others go on."""

from typing import NoReturn

import attrs
from tests.builders.orders import a_line
from tests.unit.workflows.world import ShopWorld

from shared_kernel.sku import Sku
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderNumber


class NoContent(dict[Sku, int]):
    """
    The content of a parcel about which nothing can be said.
    """

    def items(self) -> NoReturn:
        raise ValueError("this parcel cannot be counted")


def with_a_parcel_nobody_can_count(world: ShopWorld, number: OrderNumber) -> None:
    """
    Ship an order in a parcel that breaks the rules.
    """
    world.ship(number, "JJD0001")
    world.erp.parcels[-1] = attrs.evolve(world.erp.parcels[-1], units=NoContent())


def test_a_parcel_that_breaks_the_rules_holds_its_own_order_only(world: ShopWorld) -> None:
    bad, good = world.into_the_erp(world.sell("PO-1")), world.into_the_erp(world.sell("PO-2"))
    with_a_parcel_nobody_can_count(world, bad)
    world.ship(good, "JJD0002")

    world.sync_orders()

    assert world.held(bad) is HoldReason.UNKNOWN_VALUE
    hold = world.record(bad).hold
    assert hold is not None
    assert "this parcel cannot be counted" in hold.text
    assert world.told() == [(good, "JJD0002", 1)]
    assert world.state(good) is LedgerState.CONFIRMED


def test_an_order_that_breaks_the_rules_when_it_is_taken_in_is_held(world: ShopWorld) -> None:
    nameless = a_line(" ", seller_sku="", sku_id=0)
    bad, good = world.sell("PO-1", lines=[nameless]), world.sell("PO-2")

    world.sync_orders()

    assert world.held(bad) is HoldReason.UNKNOWN_VALUE
    assert list(world.erp.inbox) == [good]


def test_an_order_that_breaks_the_rules_can_still_be_cancelled(world: ShopWorld) -> None:
    number = world.sell(lines=[a_line(" ", seller_sku="", sku_id=0)])
    world.sync_orders()
    world.later(minutes=5)

    world.marketplace.cancel(number)
    world.sync_orders()

    assert world.state(number) is LedgerState.CANCELLED
