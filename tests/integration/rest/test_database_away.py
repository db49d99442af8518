"""The server while our own database is away, and after."""

from pathlib import Path

import pytest
from tests.integration.rest.counter import Counter

from job_core.access import Role


@pytest.fixture
def database(counter: Counter) -> Path:
    return Path(str(counter.play.settings.own_database.database))


def _let_go(counter: Counter) -> None:
    """
    Give all connections back, as a broken network would.
    """
    for engine in (counter.jobs.adapters.engine(), counter.jobs.adapters.log_engine()):
        engine.dispose()
    for shop in counter.services.shops.opened.values():
        shop.adapters.engine().dispose()


def test_it_says_so_stays_up_and_recovers_by_itself(counter: Counter, database: Path) -> None:
    """
    No restart is needed, and nothing is said about where the database is.
    """
    away = database.with_name("away")
    assert counter.get("/api/orders").status_code == 200
    _let_go(counter)
    database.rename(away)
    database.mkdir()
    counter.play.advance(minutes=1)

    during = {
        path: counter.get(path)
        for path in ("/api/orders", "/api/overview", "/api/jobs", "/metrics", "/schema")
    }
    login = counter.post("/api/session", {"token": counter.tokens[Role.VIEWER]}, role=None)
    lively = counter.ask("GET", "/livez", role=None)
    ready = counter.ask("GET", "/readyz", role=None)
    database.rmdir()
    away.rename(database)
    counter.play.advance(minutes=1)

    assert {answer.status_code for answer in (*during.values(), login)} == {503}
    assert all("retry-after" in answer.headers for answer in (*during.values(), login))
    assert not [a.text for a in (*during.values(), login) if str(database.parent) in a.text]
    assert (lively.status_code, ready.status_code) == (200, 503)
    assert ready.json() == {"status": "down"}
    assert counter.get("/api/orders").status_code == 200
    assert counter.ask("GET", "/readyz", role=None).status_code == 200


def test_it_is_not_ready_while_its_run_log_is_away(counter: Counter, database: Path) -> None:
    """
    The log's file is another one; orders can be read meanwhile.
    """
    log = database.with_name("temu-jtl-log.sqlite")
    _let_go(counter)
    log.rename(log.with_name("away"))
    log.mkdir()
    counter.play.advance(minutes=1)

    lines, ready = counter.get("/api/logs"), counter.ask("GET", "/readyz", role=None)
    orders = counter.get("/api/orders")
    log.rmdir()
    log.with_name("away").rename(log)
    counter.play.advance(minutes=1)

    assert (lines.status_code, ready.status_code, orders.status_code) == (503, 503, 200)
    assert counter.get("/api/logs").status_code == 200
    assert counter.ask("GET", "/readyz", role=None).status_code == 200
