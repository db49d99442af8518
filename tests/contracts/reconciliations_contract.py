"""What every keeper of reconciliations does."""

from datetime import date, timedelta
from types import MappingProxyType

import attrs
import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from shared_kernel.errors import StoppedError
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.ports.reconciliations import Reconciliations
from temu_core.reconciliation import DayCount, Gap, GapKind, ReconciliationReport


def a_report() -> ReconciliationReport:
    """
    Return a report in which every field says something.
    """
    day = date(2026, 3, 1)
    missing = Gap(
        number=OrderNumber("PO-ü"), kind=GapKind.NOT_STORED, day=day, there="unshipped", here=""
    )
    unreadable = Gap(
        number=OrderNumber("PO-2"), kind=GapKind.NOT_STORED, day=None, there="unreadable", here=""
    )
    return ReconciliationReport(
        at=NOW + timedelta(microseconds=1),
        days=14,
        shown=12,
        stored=10,
        newer=1,
        complete=True,
        per_day=(DayCount(day=day, shown=11, stored=10, gaps=1),),
        gap_count=2,
        gaps=(unreadable, missing),
        by_state=MappingProxyType({LedgerState.CONFIRMED: 7, LedgerState.HELD: 3}),
    )


class ReconciliationsContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def kept(self, books: Books) -> Reconciliations:
        """
        The keeper under test.
        """
        return books.reconciliations

    def test_there_is_none_before_the_first(self, kept: Reconciliations) -> None:
        assert kept.last(SHOP) is None

    def test_a_report_comes_back_as_it_was(self, kept: Reconciliations, books: Books) -> None:
        kept.remember(books.fence(), a_report())

        assert kept.last(SHOP) == a_report()

    def test_the_newest_takes_the_place_of_the_one_before(
        self, kept: Reconciliations, books: Books
    ) -> None:
        fence = books.fence()
        newer = attrs.evolve(a_report(), days=3, gap_count=0, gaps=())
        kept.remember(fence, a_report())

        kept.remember(fence, newer)

        assert kept.last(SHOP) == newer

    def test_an_earlier_one_changes_nothing(self, kept: Reconciliations, books: Books) -> None:
        fence = books.fence()
        kept.remember(fence, a_report())

        kept.remember(fence, attrs.evolve(a_report(), at=NOW - timedelta(minutes=1), shown=60))

        assert kept.last(SHOP) == a_report()

    def test_shops_have_their_own(self, kept: Reconciliations, books: Books) -> None:
        kept.remember(books.fence(), a_report())

        assert kept.last(OTHER_SHOP) is None

    def test_a_run_that_lost_its_lease_keeps_nothing(
        self, kept: Reconciliations, books: Books
    ) -> None:
        lost = books.lost_fence()

        with pytest.raises(StoppedError):
            kept.remember(lost, a_report())

        assert kept.last(SHOP) is None
