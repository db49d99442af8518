"""What the marketplace said, shown to operators, and who saw more than that."""

from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter

from entrypoints.wire.raw_answers import MASK
from job_core.access import Role


def _an_order(counter: Counter) -> str:
    orders = counter.get("/api/orders?state=exported&state=in_erp").json()["items"]
    return str(orders[0]["number"])


def test_answers_about_an_order_are_masked(busy_counter: Counter) -> None:
    number = _an_order(busy_counter)
    known = [r.address for r in busy_counter.play.records().values() if r.address]
    names = {address.full_name for address in known} - {""}

    answer = busy_counter.get(f"/api/orders/{number}/raw")
    calls = {item["call"] for item in answer.json()["items"]}

    assert len(calls) >= 3
    assert MASK in answer.text
    assert names
    assert not [name for name in names if name in answer.text]


def test_who_reveals_the_buyers_data_is_recorded_by_name(open_counter: OpenCounter) -> None:
    counter = open_counter(scenario="small", workers=True)
    counter.post("/api/jobs/temu_orders_sync/run-now?wait=60", {})
    number = _an_order(counter)
    (name,) = [
        r.address.full_name for n, r in counter.play.records().items() if n == number and r.address
    ]
    counter.get(f"/api/orders/{number}/raw")
    quiet = counter.get("/api/runs?job=person").json()["items"]

    shown = counter.get(f"/api/orders/{number}/raw?reveal=true").text
    (run,) = counter.get("/api/runs?job=person").json()["items"]
    said = counter.get(f"/api/logs?run_id={run['run_id']}").json()["items"]

    assert not quiet
    assert name in shown
    assert run["requested_by"] == "rest:the operator"
    assert run["parameters"] == {"what": "answers revealed", "order": number}
    assert [line["text"] for line in said] == ["answers about an order shown to rest:the operator"]
    assert name not in str(said)


def test_nobody_but_an_operator_sees_answers(busy_counter: Counter) -> None:
    path = f"/api/orders/{_an_order(busy_counter)}/raw"

    answers = [busy_counter.ask("GET", path, role=role) for role in (Role.VIEWER, Role.METRICS)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert busy_counter.get("/api/orders/PO-none/raw").status_code == 404
    assert busy_counter.get(f"{path}?reveal=perhaps").json()["field"] == "reveal"


def test_an_order_is_shipped_against_a_pending_request(open_counter: OpenCounter) -> None:
    counter = open_counter(scenario="small", workers=True)
    counter.post("/api/jobs/temu_orders_sync/run-now?wait=60", {})
    number = _an_order(counter)

    refused = counter.post(f"/api/orders/{number}/confirm", {"deny": ["cancellation"]})
    unknown = counter.post("/api/orders/PO-none/confirm", {"deny": ["risk-alert"]})
    bodies: list[dict[str, list[str]]] = [{"deny": []}, {"deny": ["everything"]}, {}]
    wrong = [counter.post(f"/api/orders/{number}/confirm", body) for body in bodies]

    assert (refused.status_code, refused.json()["orders"]) == (200, [])
    assert list(refused.json()["refused"]) == [number]
    assert (unknown.status_code, unknown.json()["type"]) == (404, "urn:temu-jtl:unknown_order")
    assert [answer.status_code for answer in wrong] == [422] * 3
