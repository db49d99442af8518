"""What every offer book does while stock updates are under way."""

from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.contracts.books import NOW, SHOP, Books
from tests.contracts.offer_examples import a_target, an_offer, an_update
from tests.contracts.order_examples import an_intent

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.intent import Intent, IntentKind, IntentOutcome, Outcome
from temu_core.offer import SkuId
from temu_core.plan import ApprovalUse, PlanKind, PlannedWrite, PlanState, StoredPlan
from temu_core.ports.offer_book import OfferBook, PushResult
from temu_core.rules.plan_hash import plan
from temu_core.stock import OfferState

LATER = NOW + timedelta(minutes=5)


def a_push(intent_id: str) -> Intent:
    """
    Return the intent of a stock update.
    """
    return attrs.evolve(an_intent(intent_id), kind=IntentKind.STOCK_UPDATE)


def a_result(sku_id: int, intent_id: str, units: int | None, **changes: Any) -> PushResult:
    """
    Return what became of an offer's update; keywords are fields of ``PushResult``.
    """
    result = PushResult(sku_id=SkuId(sku_id), intent_id=intent_id, units=units)
    return attrs.evolve(result, **changes)


def an_outcome(intent_id: str, outcome: Outcome = Outcome.ACCEPTED) -> IntentOutcome:
    """
    Return what became of an intent.
    """
    return IntentOutcome(intent_id=intent_id, outcome=outcome, evidence="request 7", at=NOW)


class OfferPushContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        A valid fence.
        """
        return books.fence("stock")

    @pytest.fixture
    def book(self, books: Books, fence: Fence) -> OfferBook:
        """
        Three offers that show 4 units and should show 5.
        """
        book = books.offer_book
        book.store_listed(fence, [an_offer(n, stock=4) for n in (1, 2, 3)], NOW)
        book.record_targets(fence, [a_target(n, 5) for n in (1, 2, 3)], [], NOW)
        return book

    def test_an_offer_under_way_shows_its_intent_and_no_units(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        sent = book.begin_push(fence, {"I1": [an_update(1, 5), an_update(2, 5)]}, [a_push("I1")])

        assert sent == {1, 2}
        assert _intents(book) == {1: "I1", 2: "I1", 3: ""}
        assert [state.sku_id for state in book.open_pushes(SHOP)] == [1, 2]
        assert _state(book, 1).marketplace_units is None
        assert [write.intent for write in books.outside_writes.open(SHOP)] == [a_push("I1")]

    def test_the_lease_outlives_the_answer(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        late = NOW + timedelta(hours=5)
        intent = attrs.evolve(a_push("I1"), answer_by=late)

        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [intent])

        assert books.leases.holder(SHOP, "stock", now=late - timedelta(seconds=1)) == "a test"

    def test_an_offer_with_another_open_update_is_left_out(
        self, book: OfferBook, fence: Fence
    ) -> None:
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])

        sent = book.begin_push(fence, {"I2": [an_update(1, 5), an_update(2, 5)]}, [a_push("I2")])

        assert sent == {2}
        assert _intents(book) == {1: "I1", 2: "I2", 3: ""}

    def test_an_offer_whose_target_changed_is_left_out(self, book: OfferBook, fence: Fence) -> None:
        book.record_targets(fence, [a_target(1, 0)], [SkuId(2)], LATER)
        updates = [an_update(n, 5) for n in (1, 2, 3, 4)]

        sent = book.begin_push(fence, {"I1": updates}, [a_push("I1")])

        assert sent == {3}

    def test_an_intent_under_which_nothing_may_be_sent_is_not_recorded(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        """
        No offer would ever settle it.
        """
        book.record_targets(fence, [], [SkuId(1)], LATER)
        updates = {"I1": [an_update(1, 5)], "I2": [an_update(1, 5), an_update(2, 5)]}

        sent = book.begin_push(fence, updates, [a_push("I1"), a_push("I2")])

        assert sent == {2}
        assert [write.intent.id for write in books.outside_writes.open(SHOP)] == ["I2"]

    def test_only_what_may_be_sent_is_taken_from_an_approval(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        """
        Offer 2 is under way otherwise; what a person said about it still counts.
        """
        book.begin_push(fence, {"I1": [an_update(2, 5)]}, [a_push("I1")])
        first, second = _approved(books, fence)
        both = ApprovalUse(plan_id=first.id, writes=first.plan.writes, at=LATER, last=False)

        updates = {"I2": [an_update(1, 5), an_update(2, 5)]}
        book.begin_push(fence, updates, [a_push("I2")], both)

        left = books.plans.get(SHOP, first.id)
        assert left is not None
        assert left.state is PlanState.APPROVED
        assert left.approved == {second.fingerprint}

    def test_with_its_last_use_a_plan_is_applied(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        stored, _ = _approved(books, fence)
        use = ApprovalUse(plan_id=stored.id, writes=stored.plan.writes, at=LATER, last=True)

        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")], use)

        applied = books.plans.get(SHOP, stored.id)
        assert applied is not None
        assert (applied.state, len(applied.approved)) == (PlanState.APPLIED, 0)

    def test_a_run_that_lost_its_lease_takes_nothing_from_an_approval(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        stored, _ = _approved(books, fence)
        lost = books.lost_fence("quick")
        use = ApprovalUse(plan_id=stored.id, writes=stored.plan.writes, at=LATER, last=True)

        with pytest.raises(StoppedError):
            book.begin_push(lost, {"I1": [an_update(1, 5)]}, [a_push("I1")], use)

        assert books.plans.store(fence, stored.plan, NOW).state is PlanState.APPROVED

    def test_an_accepted_update_is_remembered(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])

        book.settle_push(fence, [a_result(1, "I1", 5)], [an_outcome("I1")])

        state = _state(book, 1)
        assert (state.marketplace_units, state.intent_id, state.refusal) == (5, "", "")
        assert not books.outside_writes.open(SHOP)
        assert book.counts(SHOP).out_of_step == 2

    def test_a_refusal_stays_until_the_next_answer(self, book: OfferBook, fence: Fence) -> None:
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])
        refused = a_result(1, "I1", 4, refusal="goods are blocked")

        book.settle_push(fence, [refused], [an_outcome("I1", Outcome.REFUSED)])

        state = _state(book, 1)
        assert (state.marketplace_units, state.refusal) == (4, "goods are blocked")
        assert book.counts(SHOP).refused == 1

    def test_a_lost_answer_keeps_the_offer_under_way(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])
        lost = a_result(1, "I1", None, settled=False)

        book.settle_push(fence, [lost], [an_outcome("I1", Outcome.UNKNOWN)])

        (state,) = book.open_pushes(SHOP)
        assert (state.intent_id, state.marketplace_units) == ("I1", None)
        assert len(books.outside_writes.open(SHOP)) == 1

    def test_only_the_offer_still_under_that_intent_is_settled(
        self, book: OfferBook, fence: Fence
    ) -> None:
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])
        book.settle_push(fence, [a_result(1, "I1", 5)], [an_outcome("I1")])
        book.record_targets(fence, [a_target(1, 6)], [], LATER)
        book.begin_push(fence, {"I2": [an_update(1, 6)]}, [a_push("I2")])

        book.settle_push(fence, [a_result(1, "I1", 5)], [an_outcome("I1")])

        state = _state(book, 1)
        assert (state.intent_id, state.marketplace_units) == ("I2", None)

    def test_a_listing_does_not_speak_for_an_offer_under_way(
        self, book: OfferBook, fence: Fence
    ) -> None:
        """
        The list may be older than the update.
        """
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])

        book.store_listed(fence, [an_offer(1, stock=4), an_offer(2, stock=7)], LATER)

        assert _state(book, 1).marketplace_units is None
        assert _state(book, 2).marketplace_units == 7

    def test_a_retired_offer_stays_under_way(self, book: OfferBook, fence: Fence) -> None:
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])

        book.retire_unseen(fence, LATER)

        assert [state.sku_id for state in book.open_pushes(SHOP)] == [1]

    def test_a_lost_fence_marks_and_settles_nothing(
        self, books: Books, book: OfferBook, fence: Fence
    ) -> None:
        lost = books.lost_fence("quick")
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])

        with pytest.raises(StoppedError):
            book.begin_push(lost, {"I2": [an_update(2, 5)]}, [a_push("I2")])
        with pytest.raises(StoppedError):
            book.settle_push(lost, [a_result(1, "I1", 5)], [an_outcome("I1")])

        assert _intents(book) == {1: "I1", 2: "", 3: ""}
        assert [write.intent.id for write in books.outside_writes.open(SHOP)] == ["I1"]

    def test_a_failed_part_settles_nothing(self, book: OfferBook, fence: Fence) -> None:
        book.begin_push(fence, {"I1": [an_update(1, 5)]}, [a_push("I1")])

        with pytest.raises(ValueError, match=r".+"):
            book.settle_push(fence, [a_result(1, "I1", 5)], [an_outcome("never recorded")])

        assert _intents(book)[1] == "I1"


def _approved(books: Books, fence: Fence) -> tuple[StoredPlan, PlannedWrite]:
    """
    Return an approved plan to set offers 1 and 2, and its second write.
    """
    writes = [PlannedWrite(subject=f"{n}", before="4", after="5", keys=(f"{n}",)) for n in (1, 2)]
    stored = books.plans.store(fence, plan(PlanKind.STOCK, writes, "look"), NOW)
    assert books.plans.approve(fence, stored.id, by="erika", at=NOW)
    return stored, writes[1]


def _state(book: OfferBook, sku_id: int) -> OfferState:
    return next(state for state in book.active(SHOP) if state.sku_id == sku_id)


def _intents(book: OfferBook) -> dict[int, str]:
    return {state.sku_id: state.intent_id for state in book.active(SHOP)}
