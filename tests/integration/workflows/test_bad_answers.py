"""Answers nobody can read keep one order back, or the call is asked again; the rest goes on."""

from typing import Any

import pytest
from tests.integration.workflows.harness import Play
from tests.integration.workflows.lamp_shop import sell

from job_core.run import RunState
from temu_core.ledger import HoldReason, LedgerState, Remedy

LIST = "bg.order.list.v2.get"
ADDRESS = "bg.order.shippinginfo.v2.get"
AMOUNTS = "bg.order.amount.query"

#: As often as a read is asked; one more and the call has failed.
ASKED = 4


@pytest.mark.parametrize(
    ("spoiled", "path"),
    [
        ({"drop": "parentOrderMap.parentOrderTime"}, "parentOrderMap.parentOrderTime"),
        ({"type": "orderList.0.quantity"}, "orderList[0].quantity"),
        ({"drop": "orderList"}, "orderList"),
        ({"type": "addressLine1", "in": "address"}, "addressLine1"),
        ({"drop": "parentOrderMap.shipTaxAmount", "in": "amounts"}, "parentOrderMap.shipTaxAmount"),
        (
            {"type": "orderList.0.productTaxAmount.amount", "in": "amounts"},
            "orderList[0].productTaxAmount.amount",
        ),
    ],
)
def test_an_unreadable_order_waits_and_is_held_at_the_third_try(
    play: Play, spoiled: dict[str, str], path: str
) -> None:
    bad, good = sell(play, 1), sell(play, 2)
    play.world.switches.update(malformed={bad: spoiled})

    states = []
    for _ in range(3):
        assert play.sync_orders().state is RunState.SUCCESS
        states.append(play.state(bad))
        play.advance(minutes=15)

    assert states == [LedgerState.INCOMPLETE, LedgerState.INCOMPLETE, LedgerState.HELD]
    hold = play.record(bad).hold
    assert hold is not None
    assert hold.reason is HoldReason.BAD_ANSWER
    assert path in hold.text
    assert list(play.jtl()["booked"]) == [good]


def test_an_order_that_became_readable_goes_on_when_tried_again(play: Play) -> None:
    number = sell(play)
    play.world.switches.update(malformed={number: {"drop": "parentOrderMap.parentOrderTime"}})
    for _ in range(3):
        play.sync_orders()
    play.world.switches.reset()

    play.mend(number, Remedy.TRY_AGAIN)
    play.sync_orders()
    play.advance(minutes=10)

    assert list(play.jtl()["booked"]) == [number]


@pytest.mark.parametrize("fault", ["html_502_next", "truncated_json_next", "cut_after_next"])
@pytest.mark.parametrize("operation", [LIST, ADDRESS, AMOUNTS])
def test_a_whole_answer_that_is_broken_is_asked_again(
    play: Play, fault: str, operation: str
) -> None:
    number = sell(play)
    play.world.switches.update(**{fault: {"n": ASKED - 1, "for_type": operation}})

    run = play.sync_orders()

    assert run.state is RunState.SUCCESS
    assert play.state(number) is LedgerState.EXPORTED


@pytest.mark.parametrize("fault", ["html_502_next", "truncated_json_next"])
def test_an_order_list_that_stays_broken_fails_the_run_and_loses_nothing(
    play: Play, fault: str
) -> None:
    number = sell(play)
    play.world.switches.update(**{fault: {"n": ASKED, "for_type": LIST}})

    run = play.sync_orders()

    assert run.state is RunState.FAILED
    assert "Temu" in run.error
    assert play.watermark() is None
    assert play.sync_orders().state is RunState.SUCCESS
    assert play.state(number) is LedgerState.EXPORTED


def test_amounts_that_stay_broken_hold_their_order_at_the_third_try(play: Play) -> None:
    good = sell(play, 1)
    play.sync_orders()
    bad = sell(play, 2)

    for _ in range(3):
        play.world.switches.update(truncated_json_next={"n": ASKED, "for_type": AMOUNTS})
        play.sync_orders()
        play.advance(minutes=15)

    assert play.held(bad) is HoldReason.BAD_ANSWER
    assert play.state(good) is LedgerState.IN_ERP


def test_a_proxy_in_front_of_temu_holds_no_order(play: Play) -> None:
    sell(play, 1)
    play.sync_orders()
    late = sell(play, 2)

    for _ in range(3):
        play.world.switches.update(html_502_next={"n": ASKED, "for_type": AMOUNTS})
        play.sync_orders()
        assert play.state(late) is LedgerState.INCOMPLETE
    play.sync_orders()

    assert play.state(late) is LedgerState.EXPORTED


def test_an_outage_of_the_amounts_keeps_no_parcel_back(play: Play) -> None:
    shipped = sell(play, 1)
    play.sync_orders()
    late = [sell(play, 2), sell(play, 3)]
    play.world.switches.update(html_502_next={"n": 99, "for_type": AMOUNTS})
    play.sync_orders()
    play.advance(hours=3)

    run = play.sync_orders()

    assert run.state is RunState.SUCCESS
    assert "HTTP 502" in play.log()
    assert play.state(shipped) is LedgerState.CONFIRMED
    assert {play.state(number) for number in late} == {LedgerState.INCOMPLETE}


def test_a_broken_gateway_is_held_against_none_of_many_orders(play: Play) -> None:
    numbers = [sell(play, 1), sell(play, 2)]
    play.world.switches.update(truncated_json_next={"n": 99, "for_type": AMOUNTS})

    runs = [play.sync_orders() for _ in range(4)]

    assert {run.state for run in runs} == {RunState.SUCCESS}
    assert {play.held(number) for number in numbers} == {None}


@pytest.mark.parametrize(
    ("surprise", "field"),
    [
        ({"path": "parentOrderMap.parentOrderStatus", "value": 77}, "parentOrderStatus=77"),
        ({"path": "parentOrderMap.orderPaymentType", "value": "BNPL"}, "PaymentType=BNPL"),
        ({"path": "parentOrderMap.shippingMethod", "value": 9}, "shippingMethod=9"),
        ({"path": "orderList.0.orderStatus", "value": 66}, "orderStatus=66"),
        ({"path": "orderList.0.fulfillmentType", "value": "byDrone"}, "fulfillmentType=byDrone"),
    ],
)
def test_an_unknown_value_that_decides_something_holds_its_order(
    play: Play, surprise: dict[str, Any], field: str
) -> None:
    odd, good = sell(play, 1), sell(play, 2)
    play.world.switches.update(unknown_enum={odd: surprise})

    play.sync_orders()
    play.advance(minutes=15)

    hold = play.record(odd).hold
    assert hold is not None
    assert hold.reason is HoldReason.UNKNOWN_VALUE
    assert field in hold.subject
    assert list(play.jtl()["booked"]) == [good]


def test_an_unknown_currency_holds_its_order(play: Play) -> None:
    odd = sell(play, 1, currency="XTS")

    play.sync_orders()

    hold = play.record(odd).hold
    assert hold is not None
    assert hold.reason is HoldReason.CURRENCY_NOT_ALLOWED
    assert "XTS" in hold.text


@pytest.mark.parametrize(
    ("surprise", "counted"),
    [
        (
            {"path": "parentOrderMap.fulfillmentWarning", "value": ["SHIP_WITH_CARE"]},
            "SHIP_WITH_CARE",
        ),
        (
            {
                "path": "parentOrderMap.parentOrderLabel",
                "value": [{"name": "new_label", "value": 1}],
            },
            "new_label",
        ),
        (
            {"path": "orderList.0.productList.0", "value": {"extCode": "LAMP-1", "colour": "red"}},
            "colour",
        ),
        (
            {"path": "addressExtra", "value": {"firstName": "Erika", "nickname": "E"}},
            "nickname",
        ),
    ],
)
def test_whatever_else_is_new_is_counted_and_stops_nothing(
    play: Play, surprise: dict[str, Any], counted: str
) -> None:
    place = "address" if surprise["path"] == "addressExtra" else "list"
    number = sell(play)
    play.world.switches.update(unknown_enum={number: {**surprise, "in": place}})

    play.sync_orders()

    assert play.state(number) is LedgerState.EXPORTED
    assert counted in play.log()
