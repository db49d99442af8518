"""What the overview says of orders that differ from the marketplace's."""

from datetime import timedelta

from playwright.sync_api import expect
from tests.e2e.app.conftest import Visit
from tests.integration.rest.conftest import OpenCounter

from shared_kernel.run_context import RunContext
from temu_core.order import OrderNumber
from temu_core.reconciliation import Gap, GapKind, ReconciliationReport


def test_orders_that_are_in_the_books_and_differ_are_not_said_to_be_missing(
    open_counter: OpenCounter, visit: Visit
) -> None:
    counter = open_counter()
    shop = counter.services.shops.named(None)
    at = shop.adapters.clock().now() - timedelta(minutes=5)
    gaps = tuple(
        Gap(number=OrderNumber(f"PO-{n}"), kind=kind, day=at.date(), there="there", here="here")
        for n, kind in enumerate((GapKind.CANCELLED_THERE, GapKind.OPEN_THERE))
    )
    report = ReconciliationReport(
        at=at,
        days=14,
        shown=7,
        stored=7,
        newer=0,
        complete=True,
        per_day=(),
        gap_count=2,
        gaps=gaps,
        by_state={},
    )

    def remember(run: RunContext) -> bool:
        shop.adapters.reconciliations().remember(run.fence, report)
        return True

    shop.by_person(remember)
    visitor = visit(counter)

    visitor.go("/")
    said = visitor.page.get_by_role("link", name="Bei 2 Bestellungen weichen Bücher und Marktplatz")
    expect(said).to_have_attribute("href", "#/alerts")
    expect(
        visitor.page.get_by_text("2 Bestellungen weichen ab: 7 gezeigt, 7 in den Büchern")
    ).to_be_visible()
