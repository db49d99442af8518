"""What every order book does when orders change."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import attrs
import pytest
from tests.builders.orders import a_line
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.order_examples import (
    a_batch,
    a_full_record,
    an_alert,
    an_event,
    an_intent,
    numbered,
    store,
)
from tests.contracts.plans_contract import selling_out

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.intent import IntentOutcome, Outcome
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.plan import ApprovalUse, PlanState
from temu_core.ports.order_book import OrderBook
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord

Known = Mapping[OrderNumber, OrderRecord]


class OrderChangesContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def book(self, books: Books) -> OrderBook:
        """
        The book under test.
        """
        return books.order_book

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        A valid fence.
        """
        return books.fence()

    def test_an_order_is_read_as_it_was_stored(self, book: OrderBook, fence: Fence) -> None:
        record = a_full_record()

        stored = store(book, fence, record)

        found = book.read(SHOP, [record.number])
        assert found == {record.number: attrs.evolve(record, version=1)}
        assert stored.changes[0].record == found[record.number]

    def test_a_changed_order_is_read_as_it_is_now(self, book: OrderBook, fence: Fence) -> None:
        first = a_full_record()
        store(book, fence, first)
        lines = (a_line("076-9", quantity=4), *first.listed.lines[1:])
        changed = attrs.evolve(
            first,
            listed=attrs.evolve(first.listed, lines=lines),
            packages=first.packages[:1],
            hold=None,
            delivery=None,
        )

        store(book, fence, changed)

        found = book.read(SHOP, [first.number])[first.number]
        assert found == attrs.evolve(changed, version=2)

    def test_unknown_numbers_are_missing(self, book: OrderBook, fence: Fence) -> None:
        store(book, fence, numbered("PO-1"))

        found = book.read(SHOP, [OrderNumber("PO-1"), OrderNumber("PO-2")])

        assert list(found) == ["PO-1"]
        assert book.read(SHOP, []) == {}

    def test_the_same_number_in_another_shop_is_another_order(
        self, books: Books, book: OrderBook, fence: Fence
    ) -> None:
        store(book, fence, numbered("PO-1"))

        assert book.read(OTHER_SHOP, [OrderNumber("PO-1")]) == {}
        store(book, books.fence(shop=OTHER_SHOP), numbered("PO-1", waiting_for="its own"))
        assert book.read(SHOP, [OrderNumber("PO-1")])[OrderNumber("PO-1")].waiting_for == ""

    def test_the_decision_sees_what_is_stored(self, book: OrderBook, fence: Fence) -> None:
        store(book, fence, numbered("PO-1"))
        seen: list[dict[str, int]] = []

        def look(known: Known) -> LedgerUpdate:
            seen.append({number: record.version for number, record in known.items()})
            return LedgerUpdate()

        book.change(fence, [OrderNumber("PO-1"), OrderNumber("PO-2")], look)

        assert seen == [{"PO-1": 1}]

    def test_only_orders_that_were_read_are_changed(self, book: OrderBook, fence: Fence) -> None:
        other = LedgerUpdate(changes=(OrderChange(record=numbered("PO-2")),))

        with pytest.raises(ValueError, match="PO-2"):
            book.change(fence, [OrderNumber("PO-1")], lambda _: other)

        assert book.counts(SHOP) == {}

    def test_a_lost_fence_changes_nothing(self, books: Books, book: OrderBook) -> None:
        lost = books.lost_fence()

        with pytest.raises(StoppedError):
            store(book, lost, numbered("PO-1"))

        assert book.read(SHOP, [OrderNumber("PO-1")]) == {}

    def test_everything_of_an_update_is_stored(
        self, books: Books, book: OrderBook, fence: Fence
    ) -> None:
        record = numbered("PO-1", state=LedgerState.EXPORTING)
        intent = an_intent("deliver 1")
        update = LedgerUpdate(
            changes=(OrderChange(record=record, event=an_event()),),
            intents=(intent,),
            alerts=(an_alert(),),
            batch=a_batch("B1", "PO-1"),
        )

        book.change(fence, [record.number], lambda _: update)

        assert book.events(SHOP, record.number) == [an_event()]
        assert [write.intent for write in books.outside_writes.open(SHOP)] == [intent]
        assert [stored.alert for stored in books.alerts.open(SHOP)] == [an_alert()]
        assert books.export_book.batch(SHOP, "B1") == a_batch("B1", "PO-1")

    def test_nothing_of_a_failed_update_is_stored(
        self, books: Books, book: OrderBook, fence: Fence
    ) -> None:
        """
        The outcome of an intent that was never recorded is a bug; the rest must go with it.
        """
        record = numbered("PO-1")
        nonsense = IntentOutcome(
            intent_id="never recorded", outcome=Outcome.ACCEPTED, evidence="", at=NOW
        )
        update = LedgerUpdate(
            changes=(OrderChange(record=record, event=an_event()),),
            intents=(an_intent("deliver 1"),),
            alerts=(an_alert(),),
            batch=a_batch("B1", "PO-1"),
            outcomes=(nonsense,),
        )

        with pytest.raises(ValueError, match=r".+"):
            book.change(fence, [record.number], lambda _: update)

        assert book.counts(SHOP) == {}
        assert book.events(SHOP, record.number) in ([], ())
        assert not books.outside_writes.open(SHOP)
        assert not books.alerts.open(SHOP)
        assert books.export_book.batch(SHOP, "B1") is None

    def test_a_failed_update_takes_nothing_from_an_approval(
        self, books: Books, book: OrderBook, fence: Fence
    ) -> None:
        plan = selling_out("A")
        stored = books.plans.store(fence, plan, NOW)
        books.plans.approve(fence, stored.id, by="erika", at=NOW)
        nonsense = IntentOutcome(
            intent_id="never recorded", outcome=Outcome.ACCEPTED, evidence="", at=NOW
        )
        use = ApprovalUse(plan_id=stored.id, writes=plan.writes, at=NOW, last=True)

        with pytest.raises(ValueError, match=r".+"):
            book.change(fence, [], lambda _: LedgerUpdate(approval=use, outcomes=(nonsense,)))

        assert books.plans.store(fence, plan, NOW).state is PlanState.APPROVED

    def test_an_intent_makes_the_lease_outlive_its_answer(
        self, books: Books, book: OrderBook, fence: Fence
    ) -> None:
        late = NOW + timedelta(hours=5)
        update = LedgerUpdate(intents=(attrs.evolve(an_intent("deliver 1"), answer_by=late),))

        book.change(fence, [], lambda _: update)

        assert books.leases.holder(SHOP, fence.job, now=late - timedelta(seconds=1)) == "a test"

    def test_two_changes_at_once_are_decided_one_after_the_other(
        self, books: Books, book: OrderBook, fence: Fence
    ) -> None:
        """
        Each adds one to what it saw; a lost update would lose a count.
        """
        store(book, fence, numbered("PO-1"))
        fences = [books.fence("tracking"), books.fence("refresh")]
        more = _count_up(OrderNumber("PO-1"))

        with ThreadPoolExecutor(2) as both:
            for done in [
                both.submit(book.change, fence, [OrderNumber("PO-1")], more)
                for _ in range(10)
                for fence in fences
            ]:
                done.result()

        found = book.read(SHOP, [OrderNumber("PO-1")])[OrderNumber("PO-1")]
        assert (found.bad_answers, found.version) == (20, 21)

    def test_two_who_find_the_same_new_order_store_it_once(
        self, books: Books, book: OrderBook
    ) -> None:
        fences = [books.fence("tracking"), books.fence("refresh")]
        wanted = [OrderNumber(f"PO-{n}") for n in range(20)]

        def find(fence: Fence) -> None:
            for number in wanted:
                book.change(fence, [number], _count_up(number))

        with ThreadPoolExecutor(2) as both:
            list(both.map(find, fences))

        found = book.read(SHOP, wanted)
        assert {record.bad_answers for record in found.values()} == {2}

    def test_transitions_stay_in_their_order(self, book: OrderBook, fence: Fence) -> None:
        record = numbered("PO-1")
        events = [attrs.evolve(an_event(), text=text) for text in ("first", "second", "third")]

        for event in events:
            _change(book, fence, OrderChange(record=record, event=event))

        assert list(book.events(SHOP, record.number)) == events


def _change(book: OrderBook, fence: Fence, change: OrderChange) -> None:
    update = LedgerUpdate(changes=(change,))
    book.change(fence, [change.record.number], lambda _: update)


def _count_up(number: OrderNumber) -> Callable[[Known], LedgerUpdate]:
    """
    Return a decision that adds one bad answer to what it sees; a new order begins with one.
    """

    def decide(known: Known) -> LedgerUpdate:
        seen = known.get(number) or numbered(number)
        counted = attrs.evolve(seen, bad_answers=seen.bad_answers + 1)
        return LedgerUpdate(changes=(OrderChange(record=counted),))

    return decide
