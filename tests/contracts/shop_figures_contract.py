"""What every count over a shop's books does."""

from datetime import timedelta

import pytest
from tests.builders.orders import a_record, an_order
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.order_examples import an_alert, an_intent, numbered, store

from temu_core.alert import AlertKind
from temu_core.intent import IntentOutcome, Outcome
from temu_core.ledger import LedgerState
from temu_core.plan import Plan, PlanKind
from temu_core.ports.shop_figures import DueCount, ShipByCounts, ShopFigures
from temu_core.record import LedgerUpdate

HOUR = timedelta(hours=1)
READY = [LedgerState.READY]


class ShopFiguresContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def figures(self, books: Books) -> ShopFigures:
        """
        The counts under test.
        """
        return books.shop_figures

    def test_an_empty_shop_has_nothing_to_count(self, figures: ShopFigures) -> None:
        assert figures.oldest_placed(SHOP, READY) is None
        assert figures.ship_by(SHOP, READY, now=NOW, limit=5) == ShipByCounts(late=0, next=())
        assert figures.open_alerts(SHOP) == {}
        assert (figures.waiting_plans(SHOP), figures.unsettled_writes(SHOP)) == (0, 0)

    def test_the_oldest_of_the_wanted_states_counts(
        self, figures: ShopFigures, books: Books
    ) -> None:
        old, middle = NOW - 9 * HOUR, NOW - 5 * HOUR
        store(
            books.order_book,
            books.fence(),
            a_record(an_order("PO-1", placed_at=old), state=LedgerState.CONFIRMED),
            a_record(an_order("PO-2", placed_at=NOW), state=LedgerState.READY),
            a_record(an_order("PO-3", placed_at=middle), state=LedgerState.READY),
        )

        assert figures.oldest_placed(SHOP, READY) == middle
        assert figures.oldest_placed(SHOP, [*READY, LedgerState.CONFIRMED]) == old
        assert figures.oldest_placed(OTHER_SHOP, READY) is None

    def test_moments_to_ship_by_are_counted_the_nearest_first(
        self, figures: ShopFigures, books: Books
    ) -> None:
        moments = [-2, -1, 0, 1, 1, 2, 3]
        records = [
            a_record(an_order(f"PO-{n}", ship_by=NOW + hours * HOUR), state=LedgerState.READY)
            for n, hours in enumerate(moments)
        ]
        other = a_record(an_order("PO-X", ship_by=NOW), state=LedgerState.CONFIRMED)
        without = a_record(an_order("PO-Y", ship_by=None), state=LedgerState.READY)
        store(books.order_book, books.fence(), *records, other, without)

        found = figures.ship_by(SHOP, READY, now=NOW, limit=3)

        assert found.late == 2
        assert found.next == tuple(
            DueCount(at=NOW + hours * HOUR, orders=n) for hours, n in ((0, 1), (1, 2), (2, 1))
        )

    def test_open_alerts_are_counted_by_kind(self, figures: ShopFigures, books: Books) -> None:
        fence = books.fence()
        books.alerts.raise_all(fence, [an_alert("PO-1"), an_alert("PO-2"), an_alert("PO-1")])
        books.alerts.close(fence, books.alerts.open(SHOP)[0].id, by="kim", at=NOW)

        assert figures.open_alerts(SHOP) == {AlertKind.CANCELLED_AFTER_EXPORT: 1}
        assert figures.open_alerts(OTHER_SHOP) == {}

    def test_an_approved_plan_waits_no_more(self, figures: ShopFigures, books: Books) -> None:
        fence = books.fence()
        stored = [
            books.plans.store(fence, Plan(kind=kind, hash="1", writes=()), NOW)
            for kind in (PlanKind.EXPORT, PlanKind.STOCK)
        ]
        books.plans.approve(fence, stored[0].id, by="kim", at=NOW)

        assert figures.waiting_plans(SHOP) == 1
        assert figures.waiting_plans(OTHER_SHOP) == 0

    def test_open_and_unknown_writes_are_unsettled(
        self, figures: ShopFigures, books: Books
    ) -> None:
        fence = books.fence()
        ends = {"accepted": Outcome.ACCEPTED, "unknown": Outcome.UNKNOWN}
        update = LedgerUpdate(
            intents=tuple(an_intent(name) for name in ("open", *ends)),
            outcomes=tuple(
                IntentOutcome(intent_id=name, outcome=outcome, evidence="", at=NOW)
                for name, outcome in ends.items()
            ),
        )
        store(books.order_book, fence, numbered("PO-1"))
        books.order_book.change(fence, [], lambda _: update)

        assert figures.unsettled_writes(SHOP) == 2
        assert figures.unsettled_writes(OTHER_SHOP) == 0
