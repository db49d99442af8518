"""What is answered to requests that cannot be meant."""

from typing import Any

import pytest
from tests.integration.rest.counter import SHOP, Counter

from entrypoints.rest.services import Shops

RUN_NOW = "/api/jobs/temu_orders_sync/run-now"
SCHEDULE = "/api/jobs/temu_orders_sync/schedule"
PAUSE = "/api/jobs/temu_orders_sync/pause"
REMEDIES = "/api/orders/remedies"
MANY = [f"PO-{number}" for number in range(1001)]

_PROBLEM = {"type", "title", "status", "detail", "field", "run_id"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/jobs/nothing"),
        ("POST", "/api/jobs/nothing/run-now"),
        ("POST", "/api/jobs/nothing/schedule"),
        ("POST", "/api/jobs/nothing/pause"),
        ("GET", "/api/runs/nothing"),
        ("POST", "/api/runs/nothing/cancel"),
        ("POST", "/api/runs/nothing/retry"),
        ("GET", "/api/orders/nothing"),
        ("GET", "/api/stock/nothing"),
        ("GET", "/api/plans/4711"),
        ("POST", "/api/plans/4711/approve"),
        ("POST", "/api/alerts/4711/close"),
        ("POST", "/api/shops/nothing/stop"),
        ("GET", "/api/orders?shop=nothing"),
        ("GET", "/api/runs?shop=nothing"),
        ("GET", "/api/plans/0"),
        ("GET", f"/api/plans/{10**40}"),
        ("GET", "/api/plans/one"),
        ("GET", "/api/nothing"),
        ("GET", "/schema/nothing"),
        ("GET", "/schema/swagger"),
    ],
)
def test_what_is_not_there_is_not_found(quiet_counter: Counter, method: str, path: str) -> None:
    body = {"cron": "0 3 * * *"} if path.endswith("schedule") else None

    answer = quiet_counter.ask(method, path, json=body)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().keys() == _PROBLEM


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (RUN_NOW, {"parameters": {"days_back": 0}}, "days_back"),
        (RUN_NOW, {"parameters": {"days_back": "7"}}, "days_back"),
        (RUN_NOW, {"parameters": {"days_back": 1e300}}, "days_back"),
        (RUN_NOW, {"parameters": {"days_back": 10**30}}, "days_back"),
        (RUN_NOW, {"parameters": {"mode": "fast"}}, "mode"),
        (RUN_NOW, {"parameters": {"dry_run": "yes"}}, "dry_run"),
        (RUN_NOW, {"parameters": {"speed": 1}}, "speed"),
        (RUN_NOW, {"parameters": {"mode": ["full"]}}, "parameters[...]"),
        (RUN_NOW, {"parameter": {}}, "parameter"),
        (RUN_NOW, {"shop": ""}, "shop"),
        (RUN_NOW, [], ""),
        (f"{RUN_NOW}?wait=61", {}, "wait"),
        (f"{RUN_NOW}?wait=soon", {}, "wait"),
        (f"{RUN_NOW}?wait=nan", {}, "wait"),
        (f"{RUN_NOW}?shop={SHOP}", {"shop": "south"}, "shop"),
        (SCHEDULE, {"name": "full", "cron": "every day"}, "cron"),
        (SCHEDULE, {"name": "full", "cron": "61 3 * * *"}, "cron"),
        (SCHEDULE, {"name": "full", "cron": ""}, "cron"),
        (SCHEDULE, {"name": "full", "cron": "0 3 * * *", "every_s": 600}, "cron"),
        (SCHEDULE, {"name": "full"}, "cron"),
        (SCHEDULE, {"name": "full", "every_s": 59}, "every_s"),
        (SCHEDULE, {"name": "full", "every_s": 10**18}, "every_s"),
        (SCHEDULE, {"name": "full", "every_s": 600, "zone": "Europe/Nowhere"}, "zone"),
        (SCHEDULE, {"every_s": 600}, "name"),
        (SCHEDULE, {"name": "full", "every": 600}, "every"),
        (PAUSE, {"until": "2026-03-02T13:00:00"}, "until"),
        (PAUSE, {"until": "2026-03-01T13:00:00Z"}, "until"),
        (PAUSE, {"until": "0001-01-01T00:00:00+14:00"}, "until"),
        (PAUSE, {"until": "tomorrow"}, "until"),
        (REMEDIES, {"numbers": [], "remedy": "try_again"}, "numbers"),
        (REMEDIES, {"numbers": MANY, "remedy": "try_again"}, "numbers"),
        (REMEDIES, {"numbers": ["PO-1"], "remedy": "pray"}, "remedy"),
        (REMEDIES, {"numbers": ["PO-1"]}, "remedy"),
        (REMEDIES, {"numbers": ["PO\u00001"], "remedy": "try_again"}, "numbers[0]"),
        ("/api/carriers", {"shipping_method": "DHL", "carrier": 1}, "carrier"),
        ("/api/carriers", {"shipping_method": "DHL", "carrier": 10**30}, "carrier"),
        ("/api/skus", {"sku": "GHOST-1", "article": "NO-SUCH"}, "article"),
        ("/api/skus", {"sku": " ", "article": "LAMP-1"}, "sku"),
        ("/api/session", {"token": 5}, "token"),
        # Right but for their quotes, or for what they are written with.
        (RUN_NOW, {"queue_behind": "true"}, "queue_behind"),
        (RUN_NOW, {"queue_behind": 1}, "queue_behind"),
        (SCHEDULE, {"name": "full", "every_s": "600"}, "every_s"),
        (SCHEDULE, {"name": "full", "every_s": 600.0}, "every_s"),
        (PAUSE, {"until": 4102444800}, "until"),
        ("/api/orders/search", {"limit": "5"}, "limit"),
        ("/api/carriers", {"shipping_method": "DHL", "carrier": "141252268"}, "carrier"),
        ("/api/session", {"tokens": "x"}, "tokens"),
        ("/api/orders/search", {"text": "a\u0000b"}, "text"),
        ("/api/orders/search", {"states": ["lost"]}, "states[0]"),
    ],
)
def test_a_wrong_value_is_named(quiet_counter: Counter, path: str, body: Any, field: str) -> None:
    answer = quiet_counter.post(path, body)

    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == field
    assert answer.json().keys() == _PROBLEM


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/orders?limit=0", "limit"),
        ("/api/orders?limit=1001", "limit"),
        ("/api/orders?limit=many", "limit"),
        ("/api/orders?state=lost", "state"),
        ("/api/orders?reason=bad_mood", "reason"),
        ("/api/orders?after=%00", "after"),
        ("/api/runs?state=lost", "state"),
        ("/api/logs?level=loud", "level"),
        ("/api/logs?after=-1", "after"),
        ("/api/logs?after=1&before=2", "before"),
        ("/api/stock?after=first", "after"),
        ("/api/stock?only=none", "only"),
        ("/api/jobs/temu_orders_sync?window_hours=0", "window_hours"),
        ("/api/orders?satte=held", "satte"),
        ("/api/runs?run=1", "run"),
        ("/api/overview?Shop=north", "Shop"),
    ],
)
def test_a_wrong_parameter_is_named(quiet_counter: Counter, path: str, field: str) -> None:
    answer = quiet_counter.get(path)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize(
    "content", [b"{", b"{'shop': 1}", b'"\xff"', b'{"shop": "\\ud800"}', b"\x00", b"{}{}"]
)
def test_broken_json_is_told_from_wrong_json(quiet_counter: Counter, content: bytes) -> None:
    answer = quiet_counter.ask("POST", RUN_NOW, content=content)

    assert (answer.status_code, answer.json()["title"]) == (400, "Bad Request")


def test_several_shops_must_be_told_apart(quiet_counter: Counter) -> None:
    """
    The names are in the answer, so that whoever asks can ask again.
    """
    shops = quiet_counter.services.shops.opened
    two = quiet_counter.with_services(shops=Shops(opened={**shops, "south": shops[SHOP]}))

    answers = [two.get("/api/orders"), two.post(RUN_NOW, {}), two.get("/api/overview")]

    assert [answer.status_code for answer in answers] == [400] * 3
    assert all("north, south" in answer.json()["detail"] for answer in answers)
    assert two.get("/api/orders?shop=south").status_code == 200


def test_the_wrong_method_says_so(quiet_counter: Counter) -> None:
    answer = quiet_counter.ask("DELETE", "/api/orders")

    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_a_code_never_shows_what_was_typed(quiet_counter: Counter) -> None:
    """
    A secret typed in the wrong place stays where it was typed.
    """
    secret = "hunter2-hunter2"

    answers = [
        quiet_counter.get(f"/api/orders/{secret}"),
        quiet_counter.get(f"/api/orders?shop={secret}"),
        quiet_counter.post("/api/session", {"token": secret}, role=None),
        quiet_counter.get("/api/orders", role=None, headers={"authorization": f"Bearer {secret}"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 401, 401]
    assert not [answer.text for answer in answers if secret in answer.text]
