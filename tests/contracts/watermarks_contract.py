"""What every watermark register does."""

from datetime import timedelta

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from shared_kernel.errors import StoppedError
from temu_core.ports.watermarks import Watermarks

HOUR = timedelta(hours=1)


class WatermarksContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def watermarks(self, books: Books) -> Watermarks:
        """
        The register under test.
        """
        return books.watermarks

    def test_there_is_none_before_the_first_run(self, watermarks: Watermarks) -> None:
        assert watermarks.read(SHOP, "orders") is None

    def test_it_moves_forward(self, watermarks: Watermarks, books: Books) -> None:
        fence = books.fence()

        watermarks.advance(fence, "orders", NOW)
        watermarks.advance(fence, "orders", NOW + HOUR)

        assert watermarks.read(SHOP, "orders") == NOW + HOUR

    def test_an_earlier_moment_changes_nothing(self, watermarks: Watermarks, books: Books) -> None:
        fence = books.fence()
        watermarks.advance(fence, "orders", NOW)

        watermarks.advance(fence, "orders", NOW - HOUR)

        assert watermarks.read(SHOP, "orders") == NOW

    def test_it_is_exact_and_in_utc(self, watermarks: Watermarks, books: Books) -> None:
        moment = NOW + timedelta(microseconds=1)

        watermarks.advance(books.fence(), "orders", moment)

        read = watermarks.read(SHOP, "orders")
        assert read == moment
        assert read is not None
        assert read.utcoffset() == timedelta(0)

    def test_shops_and_feeds_have_their_own(self, watermarks: Watermarks, books: Books) -> None:
        watermarks.advance(books.fence(), "orders", NOW)

        assert watermarks.read(OTHER_SHOP, "orders") is None
        assert watermarks.read(SHOP, "offers") is None

    def test_a_run_that_lost_its_lease_moves_nothing(
        self, watermarks: Watermarks, books: Books
    ) -> None:
        lost = books.lost_fence()

        with pytest.raises(StoppedError):
            watermarks.advance(lost, "orders", NOW)

        assert watermarks.read(SHOP, "orders") is None
