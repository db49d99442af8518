"""What every offer book does with the offers listed and the targets computed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.offer_examples import a_reading, a_target, an_offer

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from temu_core.offer import SkuId
from temu_core.ports.offer_book import OfferBook, OfferCounts

LATER = NOW + timedelta(minutes=5)


class OfferBookContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def book(self, books: Books) -> OfferBook:
        """
        The book under test.
        """
        return books.offer_book

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        A valid fence.
        """
        return books.fence("stock")

    def test_a_listed_offer_is_active(self, book: OfferBook, fence: Fence) -> None:
        book.store_listed(fence, [an_offer(1, stock=4)], NOW)

        (state,) = book.active(SHOP)

        assert (state.sku_id, state.goods_id, state.seller_sku) == (1, 601, "LAMP-1")
        assert (state.marketplace_units, state.target, state.computed_at) == (4, None, None)
        assert (state.intent_id, state.refusal) == ("", "")
        assert not list(book.active(OTHER_SHOP))

    def test_a_second_listing_replaces_the_first(self, book: OfferBook, fence: Fence) -> None:
        book.store_listed(fence, [an_offer(1, stock=4)], NOW)
        book.record_targets(fence, [a_target(1, 3)], [], NOW)

        book.store_listed(fence, [an_offer(1, stock=9, name="New", seller_sku="L-2")], LATER)

        (state,) = book.active(SHOP)
        assert (state.name, state.seller_sku, state.marketplace_units) == ("New", "L-2", 9)
        assert state.target == a_target(1, 3)

    def test_offers_come_by_goods_and_sku(self, book: OfferBook, fence: Fence) -> None:
        offers = [an_offer(n, goods_id=g) for n, g in ((10, 2), (9, 2), (8, 30), (11, 1))]

        book.store_listed(fence, offers, NOW)

        assert [state.sku_id for state in book.active(SHOP)] == [11, 9, 10, 8]

    def test_a_retired_offer_is_not_active(self, book: OfferBook, fence: Fence) -> None:
        book.store_listed(fence, [an_offer(1), an_offer(2)], NOW)
        book.store_listed(fence, [an_offer(2)], LATER)

        retired = [book.retire_unseen(fence, LATER) for _ in range(2)]

        assert retired == [1, 0]
        assert [state.sku_id for state in book.active(SHOP)] == [2]
        assert book.seller_skus(SHOP, [1, 2, 3]) == {1: "LAMP-1", 2: "LAMP-2"}

    def test_a_retired_offers_target_is_forgotten(self, book: OfferBook, fence: Fence) -> None:
        """
        Nobody kept it up to date while the offer was away.
        """
        book.store_listed(fence, [an_offer(1), an_offer(2)], NOW)
        book.record_targets(fence, [a_target(1, 3), a_target(2, 3)], [], NOW)
        book.store_listed(fence, [an_offer(2)], LATER)

        book.retire_unseen(fence, LATER)
        book.store_listed(fence, [an_offer(1)], LATER)

        targets = {state.sku_id: state.target for state in book.active(SHOP)}
        assert targets == {1: None, 2: a_target(2, 3)}

    def test_an_offer_listed_again_is_active_again(self, book: OfferBook, fence: Fence) -> None:
        book.store_listed(fence, [an_offer(1)], NOW)
        book.retire_unseen(fence, LATER)

        book.store_listed(fence, [an_offer(1)], LATER)

        assert [state.sku_id for state in book.active(SHOP)] == [1]

    def test_a_target_comes_back_with_its_inputs(self, book: OfferBook, fence: Fence) -> None:
        target = a_target(1, 3, sellable=Decimal("7.5"), physical=Decimal("-0.0625"))
        book.store_listed(fence, [an_offer(1)], NOW)

        written = book.record_targets(fence, [target], [], NOW)

        (state,) = book.active(SHOP)
        assert written == 1
        assert (state.target, state.computed_at) == (target, NOW)

    def test_only_targets_that_differ_are_written(self, book: OfferBook, fence: Fence) -> None:
        book.store_listed(fence, [an_offer(n) for n in (1, 2, 3)], NOW)
        book.record_targets(fence, [a_target(n, 5) for n in (1, 2, 3)], [], NOW)
        other_input = a_target(3, 5, sellable=Decimal(99))

        written = book.record_targets(
            fence, [a_target(1, 5), a_target(2, 4), other_input], [], LATER
        )

        computed = {state.sku_id: state.computed_at for state in book.active(SHOP)}
        assert written == 2
        assert computed == {1: NOW, 2: LATER, 3: LATER}

    def test_a_target_of_no_offer_is_left_out(self, book: OfferBook, fence: Fence) -> None:
        assert book.record_targets(fence, [a_target(1, 5)], [SkuId(2)], NOW) == 0

    def test_an_unmatched_offer_loses_its_target(self, book: OfferBook, fence: Fence) -> None:
        book.store_listed(fence, [an_offer(1)], NOW)
        book.record_targets(fence, [a_target(1, 5)], [], NOW)

        book.record_targets(fence, [], [SkuId(1)], LATER)

        (state,) = book.active(SHOP)
        assert (state.target, state.computed_at) == (None, None)

    @pytest.mark.parametrize("sku", ["lamp-1", "LAMP-1", "article-1"])
    def test_an_offer_is_found_by_its_sku_or_its_article(
        self, book: OfferBook, fence: Fence, sku: str
    ) -> None:
        book.store_listed(fence, [an_offer(1, seller_sku=" Lamp-1 "), an_offer(2)], NOW)
        book.record_targets(fence, [a_target(1, 5), a_target(2, 5)], [], NOW)

        assert [state.sku_id for state in book.find(SHOP, Sku(sku))] == [1]

    def test_a_retired_offer_is_not_found(self, book: OfferBook, fence: Fence) -> None:
        book.store_listed(fence, [an_offer(1)], NOW)
        book.retire_unseen(fence, LATER)

        assert not book.find(SHOP, Sku("LAMP-1"))

    def test_offers_are_counted(self, book: OfferBook, fence: Fence) -> None:
        book.store_listed(fence, [an_offer(n, stock=5) for n in (1, 2, 3)], NOW)
        book.record_targets(fence, [a_target(1, 5), a_target(2, 4)], [], NOW)

        assert book.counts(SHOP) == OfferCounts(active=3, matched=2, out_of_step=1, refused=0)
        assert book.counts(OTHER_SHOP) == OfferCounts(active=0, matched=0, out_of_step=0, refused=0)

    def test_a_lost_fence_writes_nothing(self, books: Books, book: OfferBook, fence: Fence) -> None:
        lost = books.lost_fence("listing")
        book.store_listed(fence, [an_offer(1)], NOW)
        before = list(book.active(SHOP))

        with pytest.raises(StoppedError):
            book.store_listed(lost, [an_offer(2)], NOW)
        with pytest.raises(StoppedError):
            book.retire_unseen(lost, LATER)
        with pytest.raises(StoppedError):
            book.record_targets(lost, [a_target(1, 5)], [], NOW)

        assert list(book.active(SHOP)) == before

    def test_many_offers_are_no_matter(self, book: OfferBook, fence: Fence) -> None:
        """
        More than any database takes as single parameters.
        """
        offers = [an_offer(n) for n in range(1, 2_501)]
        targets = [a_target(n, 5) for n in range(1, 2_501)]

        book.store_listed(fence, offers, NOW)
        written = book.record_targets(fence, targets, [], NOW)

        found = list(book.active(SHOP))
        assert written == len(found) == 2_500
        assert found[-1].target == targets[-1]

    def test_the_last_reading_is_remembered(self, book: OfferBook, fence: Fence) -> None:
        for reading in (a_reading(newest=2**62), a_reading(), a_reading(at=LATER)):
            book.remember_reading(fence, reading)

            assert book.last_reading(SHOP) == reading
        assert book.last_reading(OTHER_SHOP) is None

    def test_a_reading_can_be_forgotten(self, book: OfferBook, fence: Fence) -> None:
        book.remember_reading(fence, a_reading())

        for _ in range(2):
            book.remember_reading(fence, None)

            assert book.last_reading(SHOP) is None

    def test_who_lost_the_lease_remembers_nothing(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        book.remember_reading(fence, a_reading())
        lost = books.lost_fence("quick")

        for reading in (None, a_reading(at=LATER)):
            with pytest.raises(StoppedError):
                book.remember_reading(lost, reading)

        assert book.last_reading(SHOP) == a_reading()
