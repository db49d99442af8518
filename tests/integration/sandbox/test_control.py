"""
Steering and inspecting the sandbox over HTTP.
"""

from datetime import datetime
from pathlib import Path

import httpx
import pytest
from tests.integration.sandbox.caller import Caller

from sandbox.clock import SandboxClock
from sandbox.world import World, open_world

LIST = "bg.order.list.v2.get"
PENDING = "PO-076-00000000000000113"
LATER = "PO-076-00000000000000149"
LAMP = "PO-076-00000000000000120"


def test_the_clock_moves_forward_only(world: World, client: httpx.Client) -> None:
    before = datetime.fromisoformat(client.get("/sandbox/clock").json()["now"])

    after = datetime.fromisoformat(
        client.post("/sandbox/clock", json={"advance_s": 900}).json()["now"]
    )

    assert 900 <= (after - before).total_seconds() < 905
    assert client.post("/sandbox/clock", json={"advance_s": -1}).status_code == 400


def test_what_is_due_has_happened_after_the_clock_moved(
    world: World, client: httpx.Client, temu: Caller
) -> None:
    before = temu.call(LIST)["totalItemNum"]

    client.post("/sandbox/clock", json={"advance_s": 2 * 3600 + 60})

    assert world.shop.orders[PENDING].status == 2
    assert int(str(temu.call(LIST)["totalItemNum"])) == int(str(before)) + 1
    assert LATER in str(temu.call(LIST, pageSize=1))


def test_the_books_count_writes_and_what_was_shown(client: httpx.Client, temu: Caller) -> None:
    temu.call(LIST, pageSize=3)
    temu.send("bg.local.goods.stock.edit", goodsId=1)

    books = client.get("/sandbox/books").json()

    assert books["temu"]["writes"] == 1
    assert books["temu"]["stock_edit_calls"] == 1
    assert len(books["temu"]["orders_shown"]) == 3
    assert books["jtl"]["booked"] == {}


def test_traffic_is_counted_by_type_until_reset(client: httpx.Client, temu: Caller) -> None:
    temu.call(LIST)
    temu.call(LIST)
    counted = client.get("/sandbox/traffic").json()

    client.post("/sandbox/traffic/reset")

    assert counted["by_type"] == {LIST: 2}
    assert counted["max_in_flight"] == 1
    assert client.get("/sandbox/traffic").json()["calls"] == 0


def test_switches_of_both_sides_are_set_by_name(world: World, client: httpx.Client) -> None:
    answer = client.post(
        "/sandbox/switches",
        json={
            "late_visibility_s": 60,
            "cut_after_next": {"n": 2, "for_type": LIST},
            "jtl": {"never_runs": True},
        },
    )

    assert answer.json()["temu"]["cut_after_next"] == {"n": 2, "for_type": LIST}
    assert world.switches.late_visibility_s == 60
    assert world.jtl.switches.never_runs


@pytest.mark.parametrize("wrong", [{"nonsense": 1}, {"rate_limit": "yes"}, {"jtl": {"x": 1}}, []])
def test_a_switch_that_does_not_exist_is_refused(client: httpx.Client, wrong: object) -> None:
    assert client.post("/sandbox/switches", json=wrong).status_code == 400


def test_one_field_of_one_order_can_be_spoiled(world: World, temu: Caller) -> None:
    world.switches.update(
        malformed={
            LAMP: {"drop": "parentOrderMap.parentOrderStatus", "in": "list"},
            PENDING: {"type": "orderList.0.quantity"},
        },
        unknown_enum={LATER: {"path": "parentOrderMap.parentOrderStatus", "value": 77}},
    )
    world.advance(2 * 3600 + 60)

    numbers = [LAMP, PENDING, LATER]
    items = {
        item["parentOrderMap"]["parentOrderSn"]: item
        for item in temu.send(LIST, parentOrderSnList=numbers).json()["result"]["pageItems"]
    }

    assert "parentOrderStatus" not in items[LAMP]["parentOrderMap"]
    assert items[PENDING]["orderList"][0]["quantity"] == "1 pieces"
    assert items[LATER]["parentOrderMap"]["parentOrderStatus"] == 77
    detail = temu.call("bg.order.detail.v2.get", parentOrderSn=LAMP)
    assert "parentOrderStatus" in str(detail)


def test_an_order_can_be_added_and_changed(
    world: World, client: httpx.Client, temu: Caller
) -> None:
    number = "PO-076-00000000000000900"
    sku_id = next(iter(world.shop.offers))
    stock = world.shop.offers[sku_id].stock
    order = {
        "number": number,
        "lines": [{"sku_id": sku_id, "gross": 1000, "quantity": 2}],
        "address": None,
    }

    added = client.post("/sandbox/temu/orders", json=order)
    again = client.post("/sandbox/temu/orders", json=order)
    changed = client.post(f"/sandbox/temu/orders/{number}", json={"cancel": True})

    assert (added.status_code, again.status_code) == (201, 400)
    assert changed.json()["status"] == 3
    assert world.shop.offers[sku_id].stock == stock - 2
    assert number in str(temu.call(LIST, parentOrderStatus=3))
    assert client.post("/sandbox/temu/orders/PO-0", json={}).status_code == 404
    assert client.post("/sandbox/temu/orders", json={"number": 5}).status_code == 400


def test_a_world_goes_on_where_it_was_left(tmp_path: Path) -> None:
    """
    The first world is not closed, as after a kill.
    """
    real = [1_767_225_600.0]

    def clock() -> SandboxClock:
        return SandboxClock(tmp_path / "clock.json", lambda: real[0])

    first = open_world(tmp_path, clock=clock())
    first.advance(7200)
    first.shop.remember_shown([LAMP])
    first.shop.commit()
    real[0] += 10

    second = open_world(tmp_path, clock=clock())

    assert second.clock.seconds() == first.clock.seconds()
    assert second.books() == first.books()
    assert second.shop.orders == first.shop.orders
    second.advance(3 * 3600)
    assert second.shop.orders[PENDING].status == 2
    second.close()
    first.close()


def test_an_update_of_the_erp_names_its_new_column(client: httpx.Client) -> None:
    answers = [client.post("/sandbox/jtl/update").json() for _ in range(2)]

    assert answers == [{"new_column": "cUpdate1"}, {"new_column": "cUpdate2"}]
