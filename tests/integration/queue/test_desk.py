"""The queue as operators see it: over REST, on the command line, in health and metrics."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
import redis
from litestar.testing import TestClient
from tests.integration.queue.redis_server import redis_url
from tests.integration.queue.test_dead_messages import RedisYard
from tests.integration.rest.counter import HERE, Counter
from tests.integration.workflows.harness import NOON, Play, WorldClock, played
from tests.integration.workflows.lamp_shop import lamp_shop

from adapters.clock import SystemClock
from adapters.dramatiq_queue.broker import QUEUE
from adapters.dramatiq_queue.keys import QueueKeys
from entrypoints.cli.main import run
from entrypoints.open_jobs import open_jobs
from entrypoints.rest.app import create_app
from entrypoints.rest.services_of import services_of
from job_core.access import Role

pytestmark = pytest.mark.redis

RUN_NOW = "/api/jobs/temu_inventory_sync/run-now"


@attrs.frozen
class Shelf:
    """
    A lamp shop whose runs go through a broker.
    """

    play: Play
    stack: ExitStack

    def counter(self) -> Counter:
        """
        Open a server that does no runs itself.
        """
        jobs = self.stack.enter_context(
            open_jobs(self.play.settings, clock=WorldClock(self.play.world), demo=True)
        )
        services = services_of(jobs, self.play.settings.server, demo=True)
        tokens = {
            role: jobs.use_cases.issue_token()(f"the {role.value}", role).secret for role in Role
        }
        app = create_app(services)
        client = self.stack.enter_context(
            TestClient(app, base_url=HERE, raise_server_exceptions=False)
        )
        return Counter(
            play=self.play, jobs=jobs, services=services, app=app, client=client, tokens=tokens
        )

    def work(self) -> None:
        """
        Let somebody work.
        """
        jobs = self.stack.enter_context(
            open_jobs(self.play.settings, clock=WorldClock(self.play.world), demo=True, worker=True)
        )
        jobs.start_workers()
        self.stack.callback(jobs.stop_workers, 10.0)


def a_shelf(stack: ExitStack, folder: Path, url: str, namespace: str) -> Shelf:
    play = stack.enter_context(played(folder, lamp_shop()))
    queue = {"TEMU_JTL_QUEUE__BROKER_URL": url, "TEMU_JTL_QUEUE__NAMESPACE": namespace}
    return Shelf(attrs.evolve(play, env={**play.env, **queue}), stack)


@pytest.fixture
def shelf(tmp_path: Path, namespace: str) -> Iterator[Shelf]:
    with ExitStack() as stack:
        yield a_shelf(stack, tmp_path, redis_url(), namespace)


@pytest.fixture
def yard(client: "redis.Redis", namespace: str) -> RedisYard:
    """
    Where the dead of the shelf lie.
    """
    return RedisYard(client, QueueKeys(namespace, QUEUE))


def check_named(counter: Counter, name: str) -> dict[str, Any]:
    checks = counter.get("/api/health").json()["checks"]
    return next(check for check in checks if check["name"] == name)


def test_a_server_sends_and_a_worker_does(shelf: Shelf) -> None:
    counter = shelf.counter()
    asked = counter.post(RUN_NOW, {})
    waiting = counter.get("/api/queue").json()
    shelf.work()
    done = counter.post(RUN_NOW + "?wait=30", {"queue_behind": True}).json()

    assert asked.status_code == 202
    assert waiting == {"broker": True, "waiting": 1, "delayed": 0, "dead": 0, "workers": 0}
    assert done["state"] == "success"
    assert counter.get(f"/api/runs/{asked.json()['run_id']}").json()["state"] == "success"


def test_a_queue_without_workers_is_seen(shelf: Shelf) -> None:
    counter = shelf.counter()
    alone = check_named(counter, "workers")
    status = counter.get("/readyz")
    shelf.work()
    later = counter.with_services(
        health=services_of(counter.jobs, counter.services.server, demo=True).health
    )

    assert (alone["ok"], alone["text"]) == (
        False,
        "no worker is there; start one: temu-jtl worker",
    )
    assert (status.status_code, status.json()) == (200, {"status": "degraded"})
    assert check_named(later, "workers")["text"] == "1 at work"


def test_more_workers_than_the_settings_know_are_seen(shelf: Shelf) -> None:
    """
    Their shares of the rate limit would not add up.
    """
    alone = attrs.evolve(
        shelf,
        play=attrs.evolve(shelf.play, env={**shelf.play.env, "TEMU_JTL_QUEUE__PROCESSES": "1"}),
    )
    for _ in range(2):
        alone.work()
    found = check_named(alone.counter(), "workers")

    assert not found["ok"]
    assert found["text"].startswith("2 workers are there and queue.processes says 1")


def test_figures_are_counts_only(shelf: Shelf, yard: RedisYard) -> None:
    counter = shelf.counter()
    yard.lay("a", SystemClock().now())
    counter.post(RUN_NOW, {})
    scraped = counter.get("/metrics").text

    assert 'temu_jtl_queue_messages{state="waiting"} 1.0' in scraped
    assert 'temu_jtl_queue_messages{state="dead"} 1.0' in scraped
    assert "temu_jtl_queue_workers 0.0" in scraped
    assert "temu_jtl_queue_up 1.0" in scraped
    assert "run of a" not in scraped


def test_a_redis_that_is_away_degrades_and_stops_nobody(tmp_path: Path) -> None:
    with ExitStack() as stack:
        counter = a_shelf(stack, tmp_path, "redis://127.0.0.1:1/0", "nowhere").counter()
        asked = counter.post(RUN_NOW, {})
        found = check_named(counter, "workers")

        assert (asked.status_code, asked.json()["state"]) == (202, "queued")
        assert not found["ok"]
        assert "does not answer" in found["text"]
        assert counter.get("/readyz").json() == {"status": "degraded"}
        assert counter.get("/api/queue/dead").status_code == 503
        assert "temu_jtl_queue_up 0.0" in counter.get("/metrics").text


def test_dead_messages_are_listed_sent_again_and_forgotten(shelf: Shelf, yard: RedisYard) -> None:
    counter = shelf.counter()
    yard.lay("young", NOON)
    yard.lay("old", NOON - timedelta(days=2))
    listed = counter.get("/api/queue/dead").json()["items"]
    # Its run is not known, so nothing is left to do.
    redriven = counter.post("/api/queue/dead/redrive", {"ids": ["young"]}).json()
    wrong = counter.post("/api/queue/dead/redrive", {"ids": ["nobody"]})
    purged = counter.post("/api/queue/dead/purge", {"older_than_hours": 24}).json()

    assert [message["id"] for message in listed] == ["young", "old"]
    assert listed[0]["why"] == "it broke"
    assert redriven == {"sent": [], "put_away": ["young"]}
    assert (wrong.status_code, wrong.json()["type"]) == (404, "urn:temu-jtl:unknown_message")
    assert purged == {"forgotten": 1}
    assert counter.get("/api/queue/dead").json() == {"items": []}


@pytest.mark.parametrize("body", [{"ids": []}, {"ids": ["x"], "all": True}, {"ids": "x"}])
def test_a_wish_that_cannot_be_meant_is_refused(shelf: Shelf, body: dict[str, Any]) -> None:
    assert shelf.counter().post("/api/queue/dead/redrive", body).status_code == 422


def test_the_command_line_does_the_same(
    shelf: Shelf,
    yard: RedisYard,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in shelf.play.env.items():
        monkeypatch.setenv(name, value)
    yard.lay("a", SystemClock().now())
    yard.lay("b", SystemClock().now() - timedelta(days=2))

    def typed(line: str) -> tuple[int, Any]:
        code = run([*line.split(), "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    assert typed("queue status")[1]["dead"] == 2
    assert [message["id"] for message in typed("queue dead")[1]] == ["a", "b"]
    assert typed("queue redrive") == (2, None)
    assert typed("queue redrive nobody") == (2, None)
    assert typed("queue purge --older-than-hours 24") == (0, {"forgotten": 1})
    assert typed("queue redrive --all") == (0, {"sent": [], "put_away": ["a"]})
    assert run(["queue", "dead"]) == 0
    assert "no message is dead" in capsys.readouterr().out


@pytest.mark.parametrize("answers", [True, False])
def test_the_doctor_tries_the_queue(
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: bool,
) -> None:
    for name, value in shelf.play.env.items():
        monkeypatch.setenv(name, value)
    if not answers:
        monkeypatch.setenv("TEMU_JTL_QUEUE__BROKER_URL", "redis://:hidden@127.0.0.1:1/0")
    run(["doctor", "--json"])
    said = capsys.readouterr().out

    [found] = [c for c in json.loads(said)["checks"] if c["name"] == "queue: Redis"]
    assert found["ok"] == answers
    assert ("answers" if answers else "does not answer") in found["text"]
    assert "hidden" not in said


def test_a_lost_message_is_sent_again_by_whoever_keeps_time(
    shelf: Shelf, client: "redis.Redis", namespace: str
) -> None:
    """
    Redis was emptied; the run book was not.
    """
    counter = shelf.counter()
    asked = counter.post(RUN_NOW, {}).json()
    client.delete(*client.scan_iter(f"{namespace}:*"))
    lost = counter.get("/api/queue").json()["waiting"]
    recover = attrs.evolve(counter.jobs.use_cases.recover_runs(), patience=timedelta())
    recovered = recover()
    shelf.work()
    done = counter.post(RUN_NOW + "?wait=30", {"queue_behind": True}).json()

    assert (lost, recovered.enqueued) == (0, 1)
    assert done["state"] == "success"
    assert counter.get(f"/api/runs/{asked['run_id']}").json()["state"] == "success"
