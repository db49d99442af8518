"""What every record of outside writes does."""

from datetime import timedelta

import attrs
import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.order_examples import an_intent

from shared_kernel.run_context import Fence
from temu_core.intent import IntentKind, IntentOutcome, Outcome
from temu_core.ports.outside_writes import OutsideWrites, RecordedBeforeError, WriteCount
from temu_core.record import LedgerUpdate


def an_outcome(intent_id: str, outcome: Outcome) -> IntentOutcome:
    """
    Return what became of an intent, a second after it was recorded.
    """
    return IntentOutcome(
        intent_id=intent_id,
        outcome=outcome,
        evidence="request 7",
        at=NOW + timedelta(seconds=1),
    )


class OutsideWritesContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def writes(self, books: Books) -> OutsideWrites:
        """
        The record under test.
        """
        return books.outside_writes

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        A valid fence.
        """
        return books.fence()

    def test_a_runs_intents_come_back_in_their_order(
        self, books: Books, writes: OutsideWrites, fence: Fence
    ) -> None:
        intents = [an_intent(name) for name in ("z", "a", "m")]
        _store(books, fence, LedgerUpdate(intents=tuple(intents)))
        _store(books, fence, LedgerUpdate(intents=(an_intent("other", run_id="run 2"),)))

        found = writes.of_run(SHOP, "run 1")

        assert [write.intent for write in found] == intents
        assert [write.intent for write in writes.of_run(SHOP, "run 1", limit=2)] == intents[:2]
        assert not writes.of_run(OTHER_SHOP, "run 1")

    def test_an_intent_is_open_until_its_end_is_known(
        self, books: Books, writes: OutsideWrites, fence: Fence
    ) -> None:
        intents = tuple(an_intent(name) for name in ("sent", "done", "lost", "refused", "dropped"))
        _store(books, fence, LedgerUpdate(intents=intents))

        outcomes = (
            an_outcome("done", Outcome.ACCEPTED),
            an_outcome("lost", Outcome.UNKNOWN),
            an_outcome("refused", Outcome.REFUSED),
            an_outcome("dropped", Outcome.NOT_SENT),
        )
        _store(books, fence, LedgerUpdate(outcomes=outcomes))

        assert [write.intent.id for write in writes.open(SHOP)] == ["sent", "lost"]

    def test_a_runs_writes_are_counted_by_kind_and_outcome(
        self, books: Books, writes: OutsideWrites, fence: Fence
    ) -> None:
        delivered = [an_intent(name) for name in ("sent", "done", "well")]
        stock = attrs.evolve(an_intent("stock"), kind=IntentKind.STOCK_UPDATE)
        other = an_intent("other", run_id="run 2")
        _store(books, fence, LedgerUpdate(intents=(*delivered, stock, other)))
        accepted = [an_outcome(name, Outcome.ACCEPTED) for name in ("done", "well", "stock")]
        _store(books, fence, LedgerUpdate(outcomes=tuple(accepted)))

        erp, units = IntentKind.ERP_DELIVERY, IntentKind.STOCK_UPDATE
        assert writes.counts_of_run(SHOP, "run 1") == [
            WriteCount(kind=erp, outcome=None, count=1),
            WriteCount(kind=erp, outcome=Outcome.ACCEPTED, count=2),
            WriteCount(kind=units, outcome=Outcome.ACCEPTED, count=1),
        ]
        assert not writes.counts_of_run(OTHER_SHOP, "run 1")

    def test_an_outcome_says_how_it_is_known(
        self, books: Books, writes: OutsideWrites, fence: Fence
    ) -> None:
        lost, found = an_outcome("a", Outcome.UNKNOWN), an_outcome("a", Outcome.ACCEPTED)
        _store(books, fence, LedgerUpdate(intents=(an_intent("a"),)))

        _store(books, fence, LedgerUpdate(outcomes=(lost,)))
        _store(books, fence, LedgerUpdate(outcomes=(found,)))

        assert [write.outcome for write in writes.of_run(SHOP, "run 1")] == [found]

    @pytest.mark.parametrize("again", [["fresh", "a"], ["fresh", "fresh"]])
    def test_an_intent_is_recorded_once(
        self, books: Books, writes: OutsideWrites, fence: Fence, again: list[str]
    ) -> None:
        """
        Two writes under one id could not be told apart when one of them is read back.
        """
        _store(books, fence, LedgerUpdate(intents=(an_intent("a"),)))

        with pytest.raises(RecordedBeforeError):
            _store(books, fence, LedgerUpdate(intents=tuple(map(an_intent, again))))

        assert [write.intent.id for write in writes.open(SHOP)] == ["a"]

    def test_two_shops_may_use_the_same_id(
        self, books: Books, writes: OutsideWrites, fence: Fence
    ) -> None:
        _store(books, fence, LedgerUpdate(intents=(an_intent("a"),)))

        _store(books, books.fence(shop=OTHER_SHOP), LedgerUpdate(intents=(an_intent("a"),)))

        assert [write.intent.id for write in writes.open(OTHER_SHOP)] == ["a"]

    def test_an_outcome_of_an_intent_that_was_never_recorded_is_refused(
        self, books: Books, writes: OutsideWrites, fence: Fence
    ) -> None:
        with pytest.raises(ValueError, match=r".+"):
            _store(books, fence, LedgerUpdate(outcomes=(an_outcome("b", Outcome.ACCEPTED),)))

        assert not writes.open(SHOP)


def _store(books: Books, fence: Fence, update: LedgerUpdate) -> None:
    books.order_book.change(fence, [], lambda _: update)
