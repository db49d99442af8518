"""Held orders over REST: why, what to do, and forms for it."""

from typing import Any

import pytest
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter
from tests.integration.workflows.harness import order_number
from tests.integration.workflows.lamp_shop import GHOST_SKU, lamp_order, lamp_shop, lamps

from job_core.access import Role


def _forms(counter: Counter, reason: str, place: int = 0) -> dict[str, Any]:
    order = counter.get(f"/api/held/{reason}").json()["items"][place]
    return {form["remedy"]: form for form in order["forms"]}


def _ghosts(open_counter: OpenCounter, number: int) -> Counter:
    """
    Return the counter of a shop with orders of an offer the ERP has no article for.
    """
    orders = [lamp_order(n, lamps(sku_id=GHOST_SKU)) for n in range(1, number + 1)]
    counter = open_counter(scenario=lamp_shop(*orders), workers=True)
    for job in ("temu_inventory_sync", "temu_orders_sync"):
        counter.post(f"/api/jobs/{job}/run-now?wait=60", {}).raise_for_status()
    return counter


def test_held_orders_are_grouped_with_what_to_do(busy_counter: Counter) -> None:
    view = busy_counter.get("/api/held").json()
    overview = busy_counter.get("/api/overview").json()

    assert {group["reason"]: group["orders"] for group in view["groups"]} == overview[
        "held_by_reason"
    ]
    assert view["orders"] == sum(group["orders"] for group in view["groups"]) > 5
    assert all(group["advice"] and group["remedies"] for group in view["groups"])
    assert all(sum(g["subjects"].values()) == g["orders"] for g in view["groups"])
    assert all(group["since"] for group in view["groups"])


def test_a_group_is_read_page_by_page(open_counter: OpenCounter) -> None:
    counter = _ghosts(open_counter, 3)

    first = counter.get("/api/held/sku_unknown?limit=2").json()
    rest = counter.get(f"/api/held/sku_unknown?limit=2&after={first['next']}").json()

    numbers = [item["summary"]["number"] for page in (first, rest) for item in page["items"]]
    assert numbers == [order_number(n) for n in (1, 2, 3)]
    assert rest["next"] == ""


def test_there_is_nothing_under_a_reason_nobody_knows(quiet_counter: Counter) -> None:
    assert quiet_counter.get("/api/held/bad_mood").status_code == 404
    assert quiet_counter.get("/api/held/pick_up").json() == {"items": [], "next": ""}


def test_a_form_says_which_sku_and_asks_for_the_article(open_counter: OpenCounter) -> None:
    counter = _ghosts(open_counter, 1)

    form = _forms(counter, "sku_unknown")["map_sku"]
    fixed = {field["name"]: field["value"] for field in form["fields"] if field["kind"] == "fixed"}
    asked = [field["name"] for field in form["fields"] if field["kind"] == "article"]
    answer = counter.post(form["path"], {**fixed, asked[0]: "LAMP-1"})

    assert fixed == {"sku": "GHOST-1"}
    assert answer.json()["orders"] == [order_number(1)]
    assert counter.get("/api/held").json() == {"orders": 0, "groups": []}


def test_a_form_never_shows_the_buyers_address(busy_counter: Counter) -> None:
    fields = [
        field
        for group in busy_counter.get("/api/held").json()["groups"]
        for item in busy_counter.get(f"/api/held/{group['reason']}").json()["items"]
        for form in item["forms"]
        for field in form["fields"]
        if field["name"].startswith("address.")
    ]

    assert fields
    assert {field["value"] for field in fields} == {None}
    assert all(field["longest"] > 0 for field in fields)


def test_the_present_address_is_shown_to_an_operator_and_that_is_recorded(
    busy_counter: Counter,
) -> None:
    groups = {group["reason"] for group in busy_counter.get("/api/held").json()["groups"]}
    reason = sorted(groups & {"address_incomplete", "country_unknown"})[0]
    order = busy_counter.get(f"/api/held/{reason}").json()["items"][0]
    number = order["summary"]["number"]

    refused = busy_counter.ask("POST", f"/api/orders/{number}/texts", role=Role.VIEWER)
    shown = busy_counter.post(f"/api/orders/{number}/texts").json()

    wanted = {field["name"] for form in order["forms"] for field in form["fields"]}
    assert refused.status_code == 403
    assert wanted <= shown["texts"].keys()
    run = busy_counter.get("/api/runs?job=person&limit=1").json()["items"][0]
    assert run["requested_by"] == "rest:the operator"
    assert (run["parameters"]["what"], run["parameters"]["order"]) == ("address shown", number)


def test_a_group_is_tried_again_at_once(open_counter: OpenCounter) -> None:
    counter = _ghosts(open_counter, 3)

    answer = counter.post(
        "/api/orders/remedies", {"reason": "sku_unknown", "remedy": "try_again"}
    ).json()

    assert answer == {"orders": [order_number(n) for n in (1, 2, 3)], "refused": {}}
    assert counter.get("/api/held").json()["orders"] == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"remedy": "try_again"}, "numbers"),
        ({"remedy": "try_again", "numbers": ["PO-1"], "reason": "pick_up"}, "numbers"),
        ({"remedy": "allow_once", "reason": "pick_up"}, "reason"),
    ],
)
def test_orders_are_named_or_their_reason(
    quiet_counter: Counter, body: dict[str, Any], field: str
) -> None:
    answer = quiet_counter.post("/api/orders/remedies", body)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_the_page_of_an_order_says_what_can_be_done(busy_counter: Counter) -> None:
    held = busy_counter.get("/api/orders?state=held&limit=1").json()["items"][0]
    done = busy_counter.get("/api/orders?state=exported&limit=1").json()["items"][0]

    page = busy_counter.get(f"/api/orders/{held['number']}").json()
    other = busy_counter.get(f"/api/orders/{done['number']}").json()

    assert [form["remedy"] for form in page["forms"]] == held["hold"]["remedies"]
    assert other["forms"] == []
    assert sum(line["goods_gross_cents"] for line in other["lines"]) > 0
    assert other["summary"]["total_gross_cents"] > 0
    assert other["summary"]["article"] == other["lines"][0]["name"]


def test_the_last_placed_orders_come_first(busy_counter: Counter) -> None:
    everything = busy_counter.get("/api/orders?sort=newest&limit=1000").json()["items"]

    pages, after = [], ""
    while True:
        body = {"sort": "newest", "limit": 7, "after": after}
        page = busy_counter.post("/api/orders/search", body).json()
        pages += page["items"]
        after = page["next"]
        if not after:
            break

    placed = [order["placed_at"] for order in everything]
    assert placed == sorted(placed, reverse=True)
    assert pages == everything


def test_a_mark_that_is_none_is_refused(quiet_counter: Counter) -> None:
    for mark in ("PO-1", "2026-03-02T10:00:00 PO-1", "yesterday PO-1"):
        answer = quiet_counter.get(f"/api/orders?sort=newest&after={mark}")

        assert (answer.status_code, answer.json()["field"]) == (422, "after")
