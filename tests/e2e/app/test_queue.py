"""The queue in the web app: who works on it, and what is done about messages nobody could do."""

import json
from typing import Any, Final

import pytest
from playwright.sync_api import Route, expect
from tests.e2e.app.accessibility import serious_findings
from tests.e2e.app.conftest import Visit
from tests.e2e.app.visitor import DESKTOP, PHONE, Visitor
from tests.integration.rest.conftest import OpenCounter

from entrypoints.wire.queue import DeadMessageList, DeadMessageView, QueueView
from job_core.access import Role

PATH: Final = "/jobs"
_FIGURES: Final = QueueView.__annotations__
_DEAD: Final = {
    "id": "m-1",
    "shop": "north",
    "job": "temu_orders_sync",
    "run_id": "run-1",
    "died_at": "2026-03-02T12:00:00Z",
    "why": "the run took longer than its time",
}


def with_queue(visitor: Visitor, **figures: Any) -> list[str]:
    """
    Let the server have a broker with these figures; returns what it is asked to do.

    No broker runs beside these tests; that its interface answers like this is held elsewhere.
    """
    asked: list[str] = []
    standing = {"broker": True, "waiting": 0, "delayed": 0, "dead": 0, "workers": 2} | figures
    assert standing.keys() == _FIGURES.keys()
    assert _DEAD.keys() == DeadMessageView.__annotations__.keys()
    assert DeadMessageList.__annotations__.keys() == {"items"}

    def answer(body: object) -> Any:
        def fulfil(route: Route) -> None:
            if route.request.method == "POST":
                asked.append(route.request.post_data or "")
                standing["dead"] = 0
            told = body() if callable(body) else body
            route.fulfill(body=json.dumps(told), content_type="application/json")

        return fulfil

    page = visitor.page
    page.route("**/api/queue?*", answer(lambda: standing))
    page.route("**/api/queue", answer(lambda: standing))
    page.route("**/api/queue/dead*", answer({"items": [_DEAD]}))
    page.route("**/api/queue/dead/redrive*", answer({"sent": ["m-1"], "put_away": []}))
    page.route("**/api/queue/dead/purge*", answer({"forgotten": 1}))
    return asked


def test_a_shop_without_a_queue_hears_nothing_of_one(
    open_counter: OpenCounter, visit: Visit
) -> None:
    visitor = visit(open_counter())

    visitor.go(PATH)

    expect(visitor.page.locator(".job-card")).to_have_count(3)
    expect(visitor.page.get_by_role("region", name="Warteschlange")).to_have_count(0)


def test_a_queue_nobody_works_on_is_said_loudly(open_counter: OpenCounter, visit: Visit) -> None:
    visitor = visit(open_counter(), Role.VIEWER)
    with_queue(visitor, workers=0, waiting=3)

    visitor.go(PATH)

    part = visitor.page.get_by_role("region", name="Warteschlange")
    expect(part).to_contain_text("Kein Arbeiter meldet sich")
    expect(part.locator("dd")).to_have_text(["0", "3", "0", "0"])


@pytest.mark.parametrize(
    ("button", "body", "said"),
    [
        ("Erneut vergeben", {}, "Einer erneut vergeben, 0 weggelegt."),
        ("Alle vergessen", {"older_than_hours": 0}, "Einer ist vergessen."),
    ],
)
def test_dead_messages_are_sent_again_or_forgotten(
    open_counter: OpenCounter, visit: Visit, button: str, body: dict[str, object], said: str
) -> None:
    visitor = visit(open_counter())
    asked = with_queue(visitor, dead=1)

    visitor.go(PATH)
    part = visitor.page.get_by_role("region", name="Warteschlange")
    expect(part.get_by_role("row", name="Bestellungen")).to_contain_text("took longer")
    part.get_by_role("button", name=button).click()
    visitor.page.locator("dialog").get_by_role("button", name=button).click()

    expect(part.get_by_role("status")).to_have_text(said)
    expect(part.get_by_role("table")).to_have_count(0)
    assert [json.loads(text) for text in asked] == [body]


def test_a_queue_that_does_not_answer_hides_no_job(open_counter: OpenCounter, visit: Visit) -> None:
    visitor = visit(open_counter())
    away = {"title": "away", "detail": "the queue does not answer", "code": "queue_away"}

    def refuse(route: Route) -> None:
        kind = "application/problem+json"
        route.fulfill(status=503, body=json.dumps(away), content_type=kind)

    visitor.page.route("**/api/queue?*", refuse)
    visitor.page.route("**/api/queue", refuse)
    visitor.go(PATH)

    part = visitor.page.get_by_role("region", name="Warteschlange")
    expect(part.get_by_role("alert")).to_contain_text("the queue does not answer")
    expect(visitor.page.locator(".job-card")).to_have_count(3)
    assert {complaint.split()[0] for complaint in visitor.complaints} == {"503"}
    visitor.complaints.clear()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_dead_messages_fit_any_window_and_a_viewer_changes_none(
    open_counter: OpenCounter, visit: Visit, size: tuple[int, int]
) -> None:
    counter = open_counter()
    operator, viewer = visit(counter, size=size), visit(counter, Role.VIEWER, size=size)
    for visitor in (operator, viewer):
        with_queue(visitor, dead=1)
        visitor.go(PATH)
        expect(visitor.page.get_by_role("region", name="Warteschlange")).to_be_visible()

    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert operator.page.evaluate(wide) <= 0
    assert serious_findings(operator.page, PATH) == []
    expect(viewer.button("Erneut vergeben")).to_have_count(0)
