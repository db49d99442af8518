"""Orders that come another way than by the list of changes: from a file, or asked for by name."""

import pytest
from playwright.sync_api import Locator, expect
from tests.e2e.app.conftest import Visit
from tests.e2e.app.visitor import Visitor
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter
from tests.integration.workflows.harness import order_number
from tests.integration.workflows.lamp_shop import lamp_order, lamp_shop, lamps

from job_core.access import Role


@pytest.fixture
def working(open_counter: OpenCounter) -> Counter:
    return open_counter(
        scenario=lamp_shop(lamp_order(1, lamps()), lamp_order(2, lamps())), workers=True
    )


def _dialog(visitor: Visitor, button: str) -> Locator:
    visitor.go("/orders")
    visitor.button(button).click()
    return visitor.page.locator("dialog")


def _drop(field: Locator, name: str, content: bytes) -> None:
    field.evaluate(
        """(place, [name, text]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], name, { type: "text/csv" }));
            const options = { dataTransfer, bubbles: true, cancelable: true };
            place.dispatchEvent(new DragEvent("dragover", options));
            place.dispatchEvent(new DragEvent("drop", options));
        }""",
        [name, content.decode()],
    )


def test_the_orders_of_a_file_are_taken_and_their_run_is_shown(
    working: Counter, visit: Visit
) -> None:
    visitor = visit(working)
    dialog = _dialog(visitor, "Datei einlesen")

    content = working.play.world.order_export("en")
    dialog.get_by_label("CSV-Datei").set_input_files(
        {"name": "orders.csv", "mimeType": "text/csv", "buffer": content}
    )
    dialog.get_by_role("button", name="Einlesen").click()

    expect(visitor.page.locator(".lead")).to_contain_text("erfolgreich")
    assert "/runs/" in visitor.page.url
    order = working.get(f"/api/orders/{order_number(1)}").json()["summary"]
    assert order["state"] == "exported"


def test_a_file_is_dropped_and_tried_without_handing_anything_over(
    working: Counter, visit: Visit
) -> None:
    visitor = visit(working)
    dialog = _dialog(visitor, "Datei einlesen")

    _drop(dialog.locator(".drop-place"), "orders.csv", working.play.world.order_export("en"))
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="Einlesen").click()

    expect(
        visitor.page.get_by_text("Probelauf: nach außen wurde nichts geschrieben.")
    ).to_be_visible()
    order = working.get(f"/api/orders/{order_number(1)}").json()["summary"]
    assert order["state"] != "exported"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"order id,quantity purchased\r\nPO-1,2\r\n", "Zeile 1, Spalte"),
        (b"PK\x03\x04", "speichern Sie sie als CSV"),
    ],
)
def test_a_file_that_is_no_order_file_is_refused_beside_its_field(
    working: Counter, visit: Visit, content: bytes, said: str
) -> None:
    visitor = visit(working)
    dialog = _dialog(visitor, "Datei einlesen")

    file = dialog.get_by_label("CSV-Datei")
    file.set_input_files({"name": "wrong.csv", "mimeType": "text/csv", "buffer": content})
    dialog.get_by_role("button", name="Einlesen").click()

    expect(dialog.locator("[data-field=file] .field-error")).to_contain_text(said)
    expect(file).to_have_attribute("aria-invalid", "true")
    expect(file).to_be_focused()


def test_orders_are_taken_by_their_numbers(working: Counter, visit: Visit) -> None:
    visitor = visit(working)
    dialog = _dialog(visitor, "Nachholen")

    dialog.get_by_label("Bestellnummern").fill(f"{order_number(2)}\n")
    dialog.get_by_role("button", name="Nachholen").click()

    expect(visitor.page.locator(".lead")).to_contain_text("erfolgreich")
    listed = working.get("/api/orders").json()["items"]
    assert [order["number"] for order in listed] == [order_number(2)]


def test_days_that_make_no_sense_are_told_beside_their_field(
    working: Counter, visit: Visit
) -> None:
    visitor = visit(working)
    dialog = _dialog(visitor, "Nachholen")

    dialog.get_by_label("Eingegangen an diesen Tagen").check()
    last = dialog.get_by_label("Letzter Tag")
    last.fill("2020-01-01")
    dialog.get_by_role("button", name="Nachholen").click()

    expect(dialog.get_by_text("Der letzte Tag liegt vor dem ersten.")).to_be_visible()
    expect(last).to_have_attribute("aria-invalid", "true")
    dialog.get_by_label("Erster Tag").fill("2020-01-01")
    dialog.get_by_role("button", name="Nachholen").click()
    expect(visitor.page.locator(".lead")).to_contain_text("erfolgreich")
    run = working.get("/api/runs?limit=1").json()["items"][0]
    assert run["parameters"]["placed_from"] == run["parameters"]["placed_to"] == "2020-01-01"


def test_a_viewer_brings_no_orders(working: Counter, visit: Visit) -> None:
    visitor = visit(working, Role.VIEWER)

    visitor.go("/orders")

    expect(visitor.page.locator(".page-head button")).to_have_count(0)
