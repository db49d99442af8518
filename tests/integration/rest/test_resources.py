"""Orders, stock, carriers, alerts and plans over REST."""

from collections.abc import Sequence

import pytest
from dependency_injector import providers
from httpx import Response
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import SHOP, Counter
from tests.integration.workflows.harness import order_number
from tests.integration.workflows.lamp_shop import GHOST_SKU, lamp_order, lamp_shop, lamps

from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.package import Carrier
from temu_core.plan import Plan, PlanKind, PlannedWrite

ORDERS_NOW = "/api/jobs/temu_orders_sync/run-now?wait=60"
STOCK_NOW = "/api/jobs/temu_inventory_sync/run-now?wait=60"


def _sync(counter: Counter) -> None:
    for path in (STOCK_NOW, ORDERS_NOW):
        assert counter.post(path, {}).json()["state"] == "success"


def test_orders_are_listed_page_by_page(busy_counter: Counter) -> None:
    everything = busy_counter.get("/api/orders?limit=1000").json()["items"]

    pages, after = [], ""
    while True:
        page = busy_counter.get(f"/api/orders?limit=7&after={after}").json()
        pages += page["items"]
        after = page["next"]
        if not after:
            break

    assert len(everything) > 20
    assert pages == everything


def test_orders_are_found_by_state_and_reason(busy_counter: Counter) -> None:
    held = busy_counter.get("/api/orders?state=held").json()["items"]
    reason = held[0]["hold"]["reason"]
    same = busy_counter.get(f"/api/orders?state=held&reason={reason}").json()["items"]

    assert {order["state"] for order in held} == {"held"}
    assert {order["hold"]["reason"] for order in same} == {reason}
    assert all(order["hold"]["remedies"] and order["hold"]["advice"] for order in held)


def test_orders_are_searched_in_a_body(busy_counter: Counter) -> None:
    """
    A buyer's name must not stand in a URL.
    """
    number = busy_counter.get("/api/orders").json()["items"][3]["number"]

    found = busy_counter.post("/api/orders/search", {"text": number}).json()["items"]

    assert [order["number"] for order in found] == [number]


def test_an_order_shows_everything_but_the_address(open_counter: OpenCounter) -> None:
    order = lamp_order()
    counter = open_counter(scenario=lamp_shop(order), workers=True)
    _sync(counter)

    page = counter.get(f"/api/orders/{order_number(1)}")

    assert page.json()["lines"][0]["seller_sku"] == "LAMP-1"
    assert [event["to_state"] for event in page.json()["events"]][-1] == page.json()["summary"][
        "state"
    ]
    assert not [part for part in ("Erika", "Musterfrau") if part in page.text]


def test_stock_explains_itself(busy_counter: Counter) -> None:
    first = busy_counter.get("/api/stock?limit=1").json()
    second = busy_counter.get(f"/api/stock?limit=1&after={first['next']}").json()
    sku = first["items"][0]["seller_sku"]

    explained = busy_counter.get(f"/api/stock/{sku}").json()

    assert first["items"] != second["items"]
    assert explained[0]["explanation"]
    assert explained == busy_counter.get(f"/api/stock?sku={sku}").json()["items"]


@pytest.mark.parametrize("only", ["out_of_step", "unmatched", "refused"])
def test_stock_is_narrowed_down(busy_counter: Counter, only: str) -> None:
    everything = busy_counter.get("/api/stock?limit=1000").json()["items"]

    found = busy_counter.get(f"/api/stock?limit=1000&only={only}").json()["items"]

    assert all(offer in everything for offer in found)
    assert len(found) < len(everything)


def test_stock_is_found_by_what_a_person_types(busy_counter: Counter) -> None:
    wanted = busy_counter.get("/api/stock?limit=1000").json()["items"][4]

    by_name = busy_counter.get("/api/stock", params={"text": wanted["name"].upper()}).json()
    by_id = busy_counter.get("/api/stock", params={"text": str(wanted["sku_id"])}).json()
    nothing = busy_counter.get("/api/stock", params={"text": "no such thing"}).json()

    assert wanted in by_name["items"]
    assert by_id["items"] == [wanted]
    assert nothing == {"items": [], "next": ""}


def test_the_numbers_of_an_offer_follow_from_its_inputs(busy_counter: Counter) -> None:
    offers = busy_counter.get("/api/stock?limit=1000").json()["items"]

    explained = [offer for offer in offers if offer["inputs"]]

    assert any(offer["inputs"] is None for offer in offers)
    for offer in explained:
        given = offer["inputs"]
        stock = [float(given[name]) for name in ("sellable", "in_warehouses") if given[name]]
        available = max(0, int(min(stock)) - given["reserved"] - given["buffer"])
        assert not given["counted"] or given["available"] == available
        assert given["sharing"] != "alone" or offer["target_units"] == available
        assert given["computed_at"]


def test_a_held_order_goes_on_when_its_sku_is_known(open_counter: OpenCounter) -> None:
    order = lamp_order(1, lamps(sku_id=GHOST_SKU))
    counter = open_counter(scenario=lamp_shop(order), workers=True)
    _sync(counter)
    before = counter.get(f"/api/orders/{order_number(1)}").json()["summary"]

    answer = counter.post("/api/skus", {"sku": "GHOST-1", "article": "LAMP-1"})

    assert (before["state"], before["hold"]["reason"]) == ("held", "sku_unknown")
    assert answer.json() == {"orders": [order_number(1)], "refused": {}}
    after = counter.get(f"/api/orders/{order_number(1)}").json()
    assert after["summary"]["state"] != "held"
    assert after["events"][-1]["by"] == "person:rest:the operator"


def test_a_remedy_says_of_each_order_what_became_of_it(open_counter: OpenCounter) -> None:
    order = lamp_order(1, lamps(sku_id=GHOST_SKU))
    counter = open_counter(scenario=lamp_shop(order), workers=True)
    _sync(counter)
    numbers = [order_number(1), "PO-NOBODY", order_number(1)]

    answer = counter.post(
        "/api/orders/remedies", {"numbers": numbers, "remedy": "done_by_hand"}
    ).json()

    assert answer["orders"] == [order_number(1)]
    assert answer["refused"].keys() == {"PO-NOBODY"}


def test_a_carrier_is_mapped(counter: Counter) -> None:
    known = {carrier["name"]: carrier["id"] for carrier in _carriers(counter)["known"]}

    answer = counter.post(
        "/api/carriers", {"shipping_method": "Paket gross", "carrier": known["DHL"]}
    )

    assert answer.status_code == 200
    assert {
        "shipping_method": "Paket gross",
        "carrier": known["DHL"],
        "orders_waiting": 0,
    } in _carriers(counter)["mapped"]


def _carriers(counter: Counter) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = counter.get("/api/carriers").json()
    return found


def test_the_map_is_shown_while_the_marketplace_is_away(counter: Counter) -> None:
    shop = counter.services.shops.named(None)
    with shop.adapters.shipment_desk.override(providers.Object(_AwayDesk())):
        page = counter.get("/api/carriers")

    assert page.status_code == 200
    assert page.json() == {"mapped": [], "known": [], "problem": "the marketplace is away"}


class _AwayDesk:
    def carriers(self) -> Sequence[Carrier]:
        raise UnavailableError("the marketplace is away")


def test_an_alert_is_put_away_once(counter: Counter) -> None:
    shop = counter.services.shops.named(None)
    alert = Alert(
        kind=AlertKind.GUARD, subject="x", text="look", raised_at=shop.adapters.clock().now()
    )

    def raise_it(run: RunContext) -> Alert:
        shop.adapters.alerts().raise_all(run.fence, [alert])
        return alert

    shop.by_person(raise_it)
    alerts = counter.get("/api/alerts").json()["items"]

    codes = [counter.post(f"/api/alerts/{alerts[0]['id']}/close").status_code for _ in range(2)]

    assert [found["text"] for found in alerts] == ["look"]
    assert codes == [200, 404]
    assert counter.get("/api/alerts").json()["items"] == []


def test_a_plan_is_shown_and_approved_once(counter: Counter) -> None:
    shop = counter.services.shops.named(None)
    write = PlannedWrite(subject="LAMP-1", before="3", after="0")
    plan = Plan(kind=PlanKind.STOCK, hash="h", writes=(write,), approval_reason="all to zero")
    at = shop.adapters.clock().now()
    stored = shop.by_person(lambda run: shop.adapters.plans().store(run.fence, plan, at))

    shown = counter.get(f"/api/plans/{stored.id}").json()
    codes = [counter.post(f"/api/plans/{stored.id}/approve").status_code for _ in range(2)]

    assert (shown["approval_reason"], shown["writes"][0]["after"]) == ("all to zero", "0")
    assert codes == [200, 404]
    assert counter.get("/api/plans").json()["items"][0]["state"] == "approved"


def test_a_plan_is_applied_at_once_unless_it_is_out_of_date(open_counter: OpenCounter) -> None:
    counter = open_counter(scenario="small", workers=True)
    counter.post(STOCK_NOW, {"parameters": {"mode": "full"}})
    shop = counter.services.shops.named(None)
    offer = next(o for o in shop.adapters.offer_book().active(shop.shop) if o.target)
    assert offer.target is not None
    key, units = str(offer.sku_id), offer.target.units
    plans = {
        name: Plan(
            kind=PlanKind.STOCK,
            hash=name,
            writes=(PlannedWrite(subject="x", before="3", after=after, keys=(key,)),),
            approval_reason="look",
        )
        for name, after in (("right", str(units)), ("outdated", str(units + 1)))
    }
    at = shop.adapters.clock().now()

    def applied(name: str) -> Response:
        stored = shop.by_person(lambda run: shop.adapters.plans().store(run.fence, plans[name], at))
        return counter.post(f"/api/plans/{stored.id}/apply?wait=60")

    refused, run = applied("outdated"), applied("right")

    assert refused.status_code == 409
    assert refused.json()["type"] == "urn:temu-jtl:plan_outdated"
    assert f"would be set to {units} now, not to {units + 1}" in refused.json()["detail"]
    assert (run.status_code, run.json()["state"]) == (202, "success")
    assert (run.json()["job"], run.json()["parameters"]["mode"]) == (
        "temu_inventory_sync",
        "quick",
    )


def test_a_shop_is_stopped_and_resumed_by_name(counter: Counter) -> None:
    stopped = counter.post(f"/api/shops/{SHOP}/stop")
    during = counter.get("/api/overview").json()["writing"]
    resumed = counter.post(f"/api/shops/{SHOP}/resume")

    assert stopped.json() == {"shop": SHOP, "writing": "stopped"}
    assert during == "stopped"
    assert resumed.json() == {"shop": SHOP, "writing": "on"}


def test_a_changed_erp_is_accepted_as_it_was_shown(counter: Counter) -> None:
    shop = counter.services.shops.named(SHOP)
    register = shop.adapters.shop_register()

    def hold(run: RunContext) -> bool:
        register.hold_erp(run.fence, [], "a new column")
        return True

    shop.by_person(hold)
    during = counter.get("/api/overview").json()["writing"]
    address = f"/api/shops/{SHOP}/accept-erp"
    refused = counter.post(address, {"change": "another column"})
    accepted = counter.post(address, {"change": "a new column"})

    assert during == "erp_changed"
    assert refused.json()["type"] == "urn:temu-jtl:erp_change_outdated"
    assert accepted.status_code == 200
    assert accepted.json()["writes"]["erp_change"] == ""
    assert counter.post(address, {"change": "a new column"}).status_code == refused.status_code


def test_books_and_marketplace_agree(busy_counter: Counter) -> None:
    asked = {"parameters": {"days": 90}, "queue_behind": True}
    run = busy_counter.post("/api/jobs/temu_reconciliation/run-now?wait=60", asked).json()

    report = busy_counter.get("/api/reconciliation").json()
    figures = busy_counter.get("/metrics").text

    assert run["state"] == "success"
    assert report["agrees"]
    assert report["shown"] == report["stored"] > 20
    assert sum(day["shown"] for day in report["per_day"]) == report["shown"]
    assert f'temu_jtl_reconciliation_gaps{{shop="{SHOP}"}} 0.0' in figures


def test_before_the_first_reconciliation_there_is_none(quiet_counter: Counter) -> None:
    answer = quiet_counter.get("/api/reconciliation")

    assert (answer.status_code, answer.json()["type"]) == (
        404,
        "urn:temu-jtl:unknown_reconciliation",
    )


def test_what_is_held_of_buyers_is_reported_and_erased_on_demand(busy_counter: Counter) -> None:
    report = busy_counter.get("/api/privacy").json()
    erased = busy_counter.post("/api/privacy/erase").json()

    held = {(item["kind"], item["why"]): item["count"] for item in report["items"]}
    assert report["finished_orders_days"] == 90
    assert held["addresses", "open"] > 5
    assert held["documents", "open"] > 5
    assert not [why for _, why in held if why == "due"]
    assert erased == {"orders": 0}
    assert busy_counter.get("/api/privacy").json()["items"] == report["items"]


def test_what_a_program_was_answered_is_reported_as_held(counter: Counter) -> None:
    key = {"idempotency-key": "monday-1"}
    answer = counter.post("/api/jobs/temu_orders_sync/run-now", {}, headers=key)

    report = counter.get("/api/privacy").json()

    held = [item for item in report["items"] if item["kind"] == "answered_requests"]
    assert answer.status_code == 202
    assert [(item["why"], item["count"]) for item in held] == [("within_days", 1)]
    assert held[0]["oldest"] is not None
    assert report["answered_requests_days"] == 1
