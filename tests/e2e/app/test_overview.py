"""What the overview says of orders that differ from the marketplace's."""

from playwright.sync_api import expect
from tests.e2e.app.conftest import Visit
from tests.e2e.app.reconciled import remember_gaps
from tests.integration.rest.conftest import OpenCounter

from temu_core.reconciliation import GapKind


def test_orders_that_are_in_the_books_and_differ_are_not_said_to_be_missing(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    remember_gaps(counter, (GapKind.CANCELLED_THERE, GapKind.OPEN_THERE))
    visitor = visit(counter)

    said = visitor.page.get_by_role("link", name="Bei 2 Bestellungen weichen Bücher und Marktplatz")
    expect(said).to_have_attribute("href", "#/reconciliation")
    line = visitor.page.get_by_role("link", name="2 Bestellungen weichen ab: 7 gezeigt, 7 in")
    line.click()

    expect(
        visitor.page.get_by_role("heading", level=1, name="Vergleich mit dem Marktplatz")
    ).to_be_focused()
