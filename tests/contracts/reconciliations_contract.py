"""What every record of reconciliations does."""

from datetime import timedelta

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from shared_kernel.errors import StoppedError
from temu_core.ports.reconciliations import Reconciliation, Reconciliations

FOUND = Reconciliation(at=NOW, days=14, shown=52, stored=50)


class ReconciliationsContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def reconciliations(self, books: Books) -> Reconciliations:
        """
        The record under test.
        """
        return books.reconciliations

    def test_a_shop_that_was_never_asked_about_has_none(
        self, reconciliations: Reconciliations
    ) -> None:
        assert reconciliations.last(SHOP) is None

    def test_what_was_found_is_remembered(
        self, reconciliations: Reconciliations, books: Books
    ) -> None:
        reconciliations.remember(books.fence(), FOUND)

        assert reconciliations.last(SHOP) == FOUND
        assert FOUND.gaps == 2
        assert reconciliations.last(OTHER_SHOP) is None

    @pytest.mark.parametrize(("later", "shown"), [(1, 60), (0, 60), (-1, 52)])
    def test_the_later_one_stands(
        self, reconciliations: Reconciliations, books: Books, later: int, shown: int
    ) -> None:
        fence = books.fence()
        reconciliations.remember(fence, FOUND)

        at = NOW + timedelta(minutes=later)
        reconciliations.remember(fence, Reconciliation(at=at, days=7, shown=60, stored=60))

        last = reconciliations.last(SHOP)
        assert last is not None
        assert last.shown == shown

    def test_a_run_that_lost_its_lease_remembers_nothing(
        self, reconciliations: Reconciliations, books: Books
    ) -> None:
        lost = books.lost_fence()

        with pytest.raises(StoppedError):
            reconciliations.remember(lost, FOUND)

        assert reconciliations.last(SHOP) is None
