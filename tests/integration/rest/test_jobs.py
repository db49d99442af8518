"""Running, scheduling and watching jobs over REST."""

import threading
from collections import Counter as Counts
from datetime import datetime, timedelta

import pytest
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter

from job_core.access import Role

ORDERS = "temu_orders_sync"
RUN_NOW = f"/api/jobs/{ORDERS}/run-now"


def test_a_run_is_asked_for_and_recorded_under_the_callers_name(counter: Counter) -> None:
    answer = counter.post(RUN_NOW, {"parameters": {"days_back": 3}})

    run = answer.json()
    assert (answer.status_code, run["state"]) == (202, "queued")
    assert run["requested_by"] == "rest:the operator"
    assert run["parameters"]["days_back"] == 3
    assert counter.get(f"/api/runs/{run['run_id']}").json() == {**run, "changed_outside": []}
    assert [item["run_id"] for item in counter.get("/api/runs").json()["items"]] == [run["run_id"]]


@pytest.mark.parametrize("content", [None, b"", b"{}", b"null"])
def test_a_run_needs_no_choices(counter: Counter, content: bytes | None) -> None:
    assert counter.ask("POST", RUN_NOW, content=content).status_code == 202


def test_execute_is_another_name_for_it(counter: Counter) -> None:
    assert counter.post(f"/api/jobs/{ORDERS}/execute", {}).status_code == 202


def test_the_run_in_the_way_is_named(counter: Counter) -> None:
    first = counter.post(RUN_NOW, {}).json()

    second = counter.post(RUN_NOW, {})

    assert (second.status_code, second.json()["run_id"]) == (409, first["run_id"])
    assert second.json()["type"] == "urn:temu-jtl:already_running"


def test_a_run_may_queue_behind_another(counter: Counter) -> None:
    counter.post(RUN_NOW, {})

    second = counter.post(RUN_NOW, {"queue_behind": True})

    assert (second.status_code, second.json()["state"]) == (202, "queued")


def test_whoever_waits_hears_the_end(open_counter: OpenCounter) -> None:
    counter = open_counter(scenario="small", workers=True)

    answer = counter.post(f"{RUN_NOW}?wait=30", {})

    assert (answer.status_code, answer.json()["state"]) == (202, "success")
    run = answer.json()["run_id"]
    lines = counter.get(f"/api/logs?run_id={run}").json()["items"]
    positions = [line["position"] for line in lines]
    assert {line["run_id"] for line in lines} == {run}
    assert positions == sorted(positions)


def test_waiting_ends_when_the_server_stops(counter: Counter) -> None:
    """
    A caller who waits a minute must not hold the end up.
    """
    threading.Timer(0.05, counter.services.stopping.set).start()

    answer = counter.post(f"{RUN_NOW}?wait=60", {})

    assert answer.json()["state"] == "queued"


def test_a_run_is_cancelled_and_tried_again(counter: Counter) -> None:
    run = counter.post(RUN_NOW, {}).json()["run_id"]

    cancelled = counter.post(f"/api/runs/{run}/cancel")
    again = counter.post(f"/api/runs/{run}/cancel")
    retried = counter.post(f"/api/runs/{run}/retry")

    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert (again.status_code, again.json()["type"]) == (409, "urn:temu-jtl:already_finished")
    assert retried.status_code == 202
    assert run in retried.json()["requested_by"]


def test_a_schedule_is_changed_and_shows_when_it_is_due(counter: Counter) -> None:
    answer = counter.post(
        f"/api/jobs/{ORDERS}/schedule",
        {"name": "full", "cron": "30 2 * * *", "zone": "Europe/Berlin"},
    )

    assert answer.status_code == 200
    assert answer.json()["cron"] == "30 2 * * *"
    assert answer.json()["next_times"] == [f"2026-03-{day:02d}T01:30:00Z" for day in range(3, 8)]
    listed = counter.get("/api/jobs").json()["items"][0]["schedules"]
    assert answer.json() in listed


def test_a_change_of_schedule_can_be_looked_at_before_it_is_made(counter: Counter) -> None:
    before = counter.get("/api/jobs").json()["items"][0]["schedules"]

    answer = counter.post(
        f"/api/jobs/{ORDERS}/schedule", {"name": "full", "every_s": 3600, "dry_run": True}
    )

    assert (answer.status_code, answer.json()["every_s"]) == (200, 3600)
    assert len(answer.json()["next_times"]) == 5
    assert counter.get("/api/jobs").json()["items"][0]["schedules"] == before


def test_a_paused_job_is_not_due_until_its_time(counter: Counter) -> None:
    until = (counter.play.world.clock.now() + timedelta(hours=2)).isoformat()

    paused = counter.post(f"/api/jobs/{ORDERS}/pause", {"until": until})
    during = counter.get("/api/jobs/status").json()["items"][0]
    counter.play.advance(hours=3)
    after = counter.get("/api/jobs/status").json()["items"][0]

    assert all(entry["paused"] for entry in paused.json())
    assert (during["paused"], during["next_due"]) == (True, None)
    assert not after["paused"]


def test_a_job_is_resumed(counter: Counter) -> None:
    counter.post(f"/api/jobs/{ORDERS}/pause")

    resumed = counter.post(f"/api/jobs/{ORDERS}/resume")

    assert not any(entry["paused"] for entry in resumed.json())


def test_figures_are_of_the_window_asked_for(open_counter: OpenCounter) -> None:
    counter = open_counter(workers=True)
    counter.post(f"{RUN_NOW}?wait=30", {})
    counter.play.advance(hours=30)

    day = counter.get(f"/api/jobs/{ORDERS}").json()["figures"]
    week = counter.get(f"/api/jobs/{ORDERS}?window_hours=168").json()["figures"]

    assert (day["runs"], day["success_rate"]) == (0, None)
    assert (week["runs"], week["success_rate"], week["window_hours"]) == (1, 1.0, 168)


def test_the_same_request_under_one_key_is_done_once(counter: Counter) -> None:
    key = {"idempotency-key": "monday-1"}

    first = counter.post(RUN_NOW, {"queue_behind": True}, headers=key)
    second = counter.post(RUN_NOW, {"queue_behind": True}, headers=key)

    assert first.json() == second.json()
    assert (first.status_code, second.status_code) == (202, 202)
    assert second.headers["idempotency-replayed"] == "true"
    assert len(counter.get("/api/runs").json()["items"]) == 1


def test_another_request_under_the_same_key_is_refused(counter: Counter) -> None:
    key = {"idempotency-key": "monday-1"}
    counter.post(RUN_NOW, {"queue_behind": True}, headers=key)

    bodies = [{"queue_behind": True, "parameters": {"days_back": 1}}, {}]
    others = [counter.post(RUN_NOW, body, headers=key) for body in bodies]
    elsewhere = counter.post("/api/jobs/temu_inventory_sync/run-now", {}, headers=key)

    assert {answer.status_code for answer in (*others, elsewhere)} == {422}
    assert elsewhere.json()["type"] == "urn:temu-jtl:idempotency_key_reused"
    assert len(counter.get("/api/runs").json()["items"]) == 1


def test_keys_belong_to_a_token(counter: Counter) -> None:
    other = counter.jobs.use_cases.issue_token()("another", Role.OPERATOR).secret
    key = {"idempotency-key": "monday-1"}
    counter.post(RUN_NOW, {"queue_behind": True}, headers=key)

    answer = counter.post(
        RUN_NOW,
        {"queue_behind": True},
        headers={**key, "authorization": f"Bearer {other}"},
    )

    assert "idempotency-replayed" not in answer.headers
    assert len(counter.get("/api/runs").json()["items"]) == 2


def test_what_was_refused_may_be_mended_under_the_same_key(counter: Counter) -> None:
    key = {"idempotency-key": "monday-1"}

    wrong = counter.post(RUN_NOW, {"parameters": {"days_back": 0}}, headers=key)
    right = counter.post(RUN_NOW, {"parameters": {"days_back": 1}}, headers=key)

    assert (wrong.status_code, right.status_code) == (422, 202)


@pytest.mark.parametrize("key", ["", "x" * 201, "a b"])
def test_a_key_has_a_form(counter: Counter, key: str) -> None:
    answer = counter.post(RUN_NOW, {}, headers={"idempotency-key": key})

    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


def test_the_log_is_read_on_from_where_it_ended(open_counter: OpenCounter) -> None:
    counter = open_counter(scenario="small", workers=True)
    counter.post(f"{RUN_NOW}?wait=60", {})
    everything = counter.get("/api/logs?after=0&limit=1000").json()["items"]

    pages, after = [], 0
    while page := counter.get(f"/api/logs?after={after}&limit=3").json()["items"]:
        pages += page
        after = page[-1]["position"]
    back: list[object] = []
    before = everything[-1]["position"] + 1
    while page := counter.get(f"/api/logs?before={before}&limit=4").json()["items"]:
        back[:0] = page
        before = page[0]["position"]

    assert len(everything) > 6
    assert pages == back == everything


def test_a_run_tells_what_it_changed_outside(busy_counter: Counter) -> None:
    run = busy_counter.get(f"/api/runs?job={ORDERS}&state=success").json()["items"][0]
    page = busy_counter.get(f"/api/runs/{run['run_id']}").json()
    writes = busy_counter.get(f"/api/runs/{run['run_id']}/writes?limit=1000").json()["items"]
    counts = Counts((write["kind"], write["outcome"]) for write in writes)

    assert {step["number"] for step in page["steps"]} == {1, 2, 3, 4, 5}
    assert page == {**run, "changed_outside": page["changed_outside"]}
    assert counts["erp_delivery", "accepted"] > 0
    assert counts == {(c["kind"], c["outcome"]): c["count"] for c in page["changed_outside"]}
    assert all(write["subject"] and write["settled_at"] for write in writes)


def test_a_dry_run_changes_nothing_outside(open_counter: OpenCounter) -> None:
    counter = open_counter(scenario="small", workers=True)

    run = counter.post(f"{RUN_NOW}?wait=60", {"parameters": {"dry_run": True}}).json()

    assert (run["state"], run["parameters"]["dry_run"]) == ("success", True)
    assert sum(step["counts"].get("planned", 0) for step in run["steps"]) > 0
    assert counter.get(f"/api/runs/{run['run_id']}").json()["changed_outside"] == []


def test_runs_are_found_by_job_and_state_page_by_page(counter: Counter) -> None:
    asked = [
        counter.post(f"/api/jobs/{job}/run-now", {"queue_behind": True}).json()["run_id"]
        for job in (ORDERS, "temu_inventory_sync", ORDERS, ORDERS)
    ]
    counter.post(f"/api/runs/{asked[2]}/cancel")

    found, before = [], ""
    while True:
        page = counter.get(f"/api/runs?job={ORDERS}&state=queued&limit=1&before={before}").json()
        found += [run["run_id"] for run in page["items"]]
        before = page["next"]
        if not before:
            break

    # All were asked for in one moment.
    assert sorted(found) == sorted([asked[3], asked[0]])
    assert [run["run_id"] for run in counter.get("/api/runs?state=cancelled").json()["items"]] == [
        asked[2]
    ]


def test_the_start_page_fits_into_ten_kilobytes_and_names_nobody(busy_counter: Counter) -> None:
    answer = busy_counter.get("/api/overview")
    names = {order["number"] for order in busy_counter.get("/api/orders").json()["items"]}
    names |= {offer["seller_sku"] for offer in busy_counter.get("/api/stock").json()["items"]}

    assert len(answer.content) < 10_000
    assert not [name for name in names if name and name in answer.text]


def test_the_start_page_has_every_figure_of_the_shop(open_counter: OpenCounter) -> None:
    counter = open_counter(scenario="small", workers=True)
    before = counter.get("/api/overview").json()
    run = counter.post(f"{RUN_NOW}?wait=60", {}).json()
    until = counter.services.clock.now() + timedelta(hours=2)
    counter.post(f"/api/jobs/{ORDERS}/pause", {"until": until.isoformat()})
    counter.post("/api/jobs/temu_reconciliation/run-now?wait=60")
    report = counter.get("/api/reconciliation").json()
    page = counter.get("/api/overview").json()
    job = next(job for job in page["jobs"] if job["id"] == ORDERS)

    assert (before["reconciliation"], before["token_days_left"]) == (None, None)
    assert (before["ship_by"], before["oldest_unexported_at"]) == ({"late": 0, "next": []}, None)
    assert page["zone"] == "Europe/Berlin"
    assert page["reconciliation"]["shown"] == report["shown"] > 0
    assert page["reconciliation"]["gaps"] == 0
    assert sum(page["held_by_reason"].values()) == page["orders_by_state"]["held"]
    assert page["orders_known_until"]
    assert page["oldest_unexported_at"]
    assert page["token_days_left"] > 0
    assert page["log_position"] == counter.services.jobs.run_log.last_position() > 0
    moments = [due["at"] for due in page["ship_by"]["next"]]
    assert moments == sorted(moments)
    assert len(moments) == 5
    assert (job["last_run_id"], job["state"], job["run_id"]) == (run["run_id"], "idle", "")
    assert (job["paused"], job["next_due"]) == (True, None)
    assert datetime.fromisoformat(job["paused_until"]) == until
