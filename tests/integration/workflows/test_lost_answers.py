"""Writes whose answer is lost are looked for before anything is written again."""

from typing import Any

import pytest
from tests.integration.workflows.harness import Play
from tests.integration.workflows.invariants import assert_nothing_is_doubled, assert_nothing_is_open
from tests.integration.workflows.lamp_shop import GHOST_SKU, LAMP_SKU, LAMPS, lamps, sell

from job_core.run import RunState
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.package import PackageState

CONFIRM = "bg.logistics.shipment.v2.confirm"
EDIT = "bg.local.goods.stock.edit"
LIST = "bg.order.list.v2.get"
AMOUNTS = "bg.order.amount.query"

#: Fault → whether the write took effect all the same.
LOST = {
    "cut_before_next": False,
    "cut_after_next": True,
    "truncated_json_next": True,
    "html_502_next": False,
    "system_exception_next": False,
}
_each_loss = pytest.mark.parametrize(("fault", "arrived"), LOST.items())


def _shipped(play: Play) -> OrderNumber:
    number = sell(play)
    play.sync_orders()
    play.advance(hours=3)
    return number


@_each_loss
def test_a_lost_confirmation_is_read_back_and_told_once(
    play: Play, fault: str, arrived: bool
) -> None:
    number = _shipped(play)
    play.world.switches.update(**{fault: {"n": 1, "for_type": CONFIRM}})

    play.sync_tracking()

    (package,) = play.record(number).packages
    assert package.state is PackageState.UNKNOWN
    assert play.state(number) is LedgerState.SHIPPED
    tried = play.temu()["confirm_calls"]
    play.advance(minutes=30)
    play.sync_tracking()
    assert play.state(number) is LedgerState.CONFIRMED
    assert play.temu()["confirm_calls"] == tried + (not arrived)
    assert play.temu()["confirm_accepted"] == 1
    assert_nothing_is_doubled(play)
    assert_nothing_is_open(play)


def test_a_confirmation_that_keeps_getting_lost_is_never_doubled(play: Play) -> None:
    number = _shipped(play)
    for fault in ("cut_before_next", "html_502_next", "cut_before_next", "cut_after_next"):
        play.world.switches.update(**{fault: {"n": 1, "for_type": CONFIRM}})
        play.sync_tracking()
        play.advance(minutes=30)

    play.sync_tracking()

    assert play.state(number) is LedgerState.CONFIRMED
    assert play.temu()["confirm_accepted"] == 1


@_each_loss
def test_a_lost_stock_edit_is_read_back_and_ends_at_the_target(
    play: Play, fault: str, arrived: bool
) -> None:
    play.world.switches.update(**{fault: {"n": 1, "for_type": EDIT}})

    play.sync_inventory()

    assert play.temu()["stock"][str(LAMP_SKU)] == (LAMPS if arrived else 10)
    tried = play.temu()["stock_edit_calls"]
    play.advance(minutes=10)
    play.sync_inventory()
    assert play.temu()["stock"][str(LAMP_SKU)] == LAMPS
    assert play.temu()["stock_edit_calls"] == tried + (not arrived)
    assert_nothing_is_open(play)


def test_units_sold_after_a_lost_edit_are_not_offered_again(play: Play) -> None:
    play.world.switches.update(cut_after_next={"n": 1, "for_type": EDIT})
    play.sync_inventory()
    sell(play, 1, lamps(3))

    play.sync_inventory()

    assert play.temu()["stock"][str(LAMP_SKU)] == LAMPS - 3


def test_a_refused_stock_edit_is_named_and_hurts_no_other(play: Play) -> None:
    play.world.jtl.add_stock("LAMP-1", 1, 5)
    play.world.switches.update(refuse_stock_skus=[LAMP_SKU])

    run = play.sync_inventory()

    assert run.state is RunState.SUCCESS
    assert ("stock_refused", str(LAMP_SKU)) in {(k.value, s) for k, s in play.alerts()}
    assert play.temu()["stock"][str(GHOST_SKU)] == 10


@pytest.mark.parametrize("kept_out", [2, 4])
def test_the_rate_limit_keeps_a_confirmation_out_but_not_for_ever(
    play: Play, kept_out: int
) -> None:
    number = _shipped(play)
    play.world.switches.update(rate_limited_next={"n": kept_out, "for_type": CONFIRM})

    play.sync_tracking()
    play.sync_tracking()

    assert play.state(number) is LedgerState.CONFIRMED
    assert play.temu()["confirm_accepted"] == play.temu()["confirm_calls"] == 1


@pytest.mark.parametrize(
    "limited",
    [{"n": 3, "for_type": LIST}, {"n": 20, "for_type": AMOUNTS}, {"n": 9}],
    ids=str,
)
def test_a_rate_limit_on_reads_loses_no_order(play: Play, limited: dict[str, Any]) -> None:
    numbers = [sell(play, suffix) for suffix in range(1, 6)]
    play.world.switches.update(rate_limited_next=limited)

    for _ in range(4):
        play.sync_orders()
    play.advance(minutes=10)

    assert play.world.traffic.rate_limited == limited["n"]
    assert sorted(play.jtl()["booked"]) == numbers
