"""What is held of buyers in the web app: seen with its reason, and erased once it is due."""

import json
from typing import Final

import pytest
from playwright.sync_api import Route, expect
from tests.e2e.app.accessibility import serious_findings
from tests.e2e.app.conftest import Visit
from tests.e2e.app.visitor import DESKTOP, PHONE
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter
from tests.integration.workflows.lamp_shop import lamp_order, lamp_shop

from job_core.access import Role

PATH: Final = "/settings"
_SYNC: Final = "/api/jobs/temu_orders_sync/run-now?wait=60"


@pytest.fixture
def counter(open_counter: OpenCounter) -> Counter:
    """
    Return a shop with one order in its books.
    """
    counter = open_counter(scenario=lamp_shop(lamp_order()), workers=True)
    counter.post(_SYNC, {}).raise_for_status()
    return counter


def test_what_is_held_stands_with_its_number_and_reason(counter: Counter, visit: Visit) -> None:
    visitor = visit(counter)

    visitor.go(PATH)

    part = visitor.page.get_by_role("region", name="Daten der Käufer")
    row = part.get_by_role("row", name="Adressen in unseren Büchern")
    expect(row.get_by_role("cell").first).to_have_text("1")
    expect(row).to_contain_text("daran wird noch gearbeitet")
    expect(row).to_contain_text("90 Tage")
    expect(part).not_to_contain_text("Erika")


def test_nothing_that_is_not_due_is_erased(counter: Counter, visit: Visit) -> None:
    before = counter.get("/api/privacy").json()["items"]
    visitor = visit(counter)

    visitor.go(PATH)
    visitor.button("Fälliges jetzt löschen").click()
    visitor.page.locator("dialog").get_by_role("button", name="Fälliges jetzt löschen").click()

    expect(visitor.page.get_by_text("Bei keiner Bestellung war etwas fällig.")).to_be_visible()
    after = [i for i in counter.get("/api/privacy").json()["items"] if "request" not in i["kind"]]
    assert after == [i for i in before if "request" not in i["kind"]]


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (201, {"orders": 1}, "Die Käuferdaten einer Bestellung sind gelöscht."),
        (201, {"orders": 2000}, "Die Käuferdaten von 2.000 Bestellungen sind gelöscht."),
        (409, {"title": "busy", "detail": "A run works on it."}, "A run works on it."),
    ],
)
def test_what_came_of_it_is_said_where_the_button_is(
    counter: Counter, visit: Visit, status: int, answer: dict[str, object], said: str
) -> None:
    """
    Months would have to pass for something to be due; what the server answers is put in.
    """
    visitor = visit(counter)
    kind = "application/json" if status == 201 else "application/problem+json"

    def say(route: Route) -> None:
        route.fulfill(status=status, body=json.dumps(answer), content_type=kind)

    visitor.page.route("**/api/privacy/erase", say)
    visitor.go(PATH)
    visitor.button("Fälliges jetzt löschen").click()
    visitor.page.locator("dialog").get_by_role("button", name="Fälliges jetzt löschen").click()

    expect(visitor.page.get_by_role("status").filter(has_text=said)).to_be_visible()
    expect(visitor.button("Fälliges jetzt löschen")).to_be_enabled()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_viewer_sees_it_on_any_window_and_erases_nothing(
    counter: Counter, visit: Visit, size: tuple[int, int]
) -> None:
    visitor = visit(counter, Role.VIEWER, size=size)

    visitor.go(PATH)

    expect(visitor.page.get_by_role("region", name="Daten der Käufer")).to_be_visible()
    expect(visitor.button("Fälliges jetzt löschen")).to_have_count(0)
    assert serious_findings(visitor.page, PATH) == []
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visitor.page.evaluate(wide) <= 0
