"""What every export book does."""

import attrs
import pytest
from tests.builders.orders import a_record, an_order
from tests.contracts.books import OTHER_SHOP, SHOP, Books
from tests.contracts.order_examples import a_batch

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.document import ExportBatch
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber
from temu_core.ports.export_book import ExportBook
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord

FIRST, SECOND = OrderNumber("PO-1"), OrderNumber("PO-2")


class ExportBookContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def book(self, books: Books) -> ExportBook:
        """
        The book under test.
        """
        return books.export_book

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        A valid fence.
        """
        return books.fence()

    def test_the_bytes_of_an_order_come_back(
        self, books: Books, book: ExportBook, fence: Fence
    ) -> None:
        batch = a_batch("B1", "PO-1", "PO-2")
        _record(books, fence, batch)

        found = book.documents(SHOP, [SECOND, OrderNumber("PO-9")])

        assert found == {SECOND: batch.orders[1]}
        assert book.documents(SHOP, []) == {}

    def test_the_newest_batch_of_an_order_counts(
        self, books: Books, book: ExportBook, fence: Fence
    ) -> None:
        newest = a_batch("A", "PO-1")
        _record(books, fence, a_batch("B", "PO-1"))
        _record(books, fence, newest)

        assert book.documents(SHOP, [FIRST]) == {FIRST: newest.orders[0]}

    def test_a_batch_comes_back_by_ascending_number(
        self, books: Books, book: ExportBook, fence: Fence
    ) -> None:
        _record(books, fence, a_batch("B1", "PO-2", "PO-1"))

        assert book.batch(SHOP, "B1") == a_batch("B1", "PO-1", "PO-2")
        assert book.batch(SHOP, "B2") is None
        assert book.batch(OTHER_SHOP, "B1") is None

    def test_a_batch_is_finished_when_all_its_orders_are_past_export(
        self, books: Books, book: ExportBook, fence: Fence
    ) -> None:
        _record(books, fence, a_batch("B1", "PO-1", "PO-2"))
        _store(books, fence, FIRST, state=LedgerState.IN_ERP)
        _store(books, fence, SECOND, state=LedgerState.EXPORTED)
        before = list(book.finished(SHOP))

        _store(books, fence, SECOND, state=LedgerState.SHIPPED)

        assert before == []
        assert list(book.finished(SHOP)) == ["B1"]

    def test_a_held_order_is_where_it_was_held_from(
        self, books: Books, book: ExportBook, fence: Fence
    ) -> None:
        _record(books, fence, a_batch("B1", "PO-1"))
        _record(books, fence, a_batch("B2", "PO-2"))

        _store(books, fence, FIRST, state=LedgerState.HELD, held_from=LedgerState.EXPORTED)
        _store(books, fence, SECOND, state=LedgerState.HELD, held_from=LedgerState.IN_ERP)

        assert list(book.finished(SHOP)) == ["B2"]

    def test_an_archived_batch_is_not_named_again(
        self, books: Books, book: ExportBook, fence: Fence
    ) -> None:
        for batch_id, number in (("B1", FIRST), ("B2", SECOND)):
            _record(books, fence, a_batch(batch_id, number))
            _store(books, fence, number, state=LedgerState.IN_ERP)

        book.archived(fence, ["B1"])
        book.archived(fence, ["B1"])

        assert list(book.finished(SHOP)) == ["B2"]
        assert book.batch(SHOP, "B1") is not None

    def test_a_lost_fence_archives_nothing(self, books: Books, book: ExportBook) -> None:
        lost = books.lost_fence("export")
        fence = books.fence()
        _record(books, fence, a_batch("B1", "PO-1"))
        _store(books, fence, FIRST, state=LedgerState.IN_ERP)

        with pytest.raises(StoppedError):
            book.archived(lost, ["B1"])

        assert list(book.finished(SHOP)) == ["B1"]


def _record(books: Books, fence: Fence, batch: ExportBatch) -> None:
    numbers = [order.number for order in batch.orders]
    known = books.order_book.read(SHOP, numbers)
    changes = tuple(
        OrderChange(record=_exporting(known.get(number) or a_record(an_order(number))))
        for number in numbers
    )
    update = LedgerUpdate(changes=changes, batch=batch)
    books.order_book.change(fence, numbers, lambda _: update)


def _exporting(record: OrderRecord) -> OrderRecord:
    return attrs.evolve(record, state=LedgerState.EXPORTING)


def _store(
    books: Books,
    fence: Fence,
    number: OrderNumber,
    *,
    state: LedgerState,
    held_from: LedgerState | None = None,
) -> None:
    record = a_record(an_order(number), state=state, held_from=held_from)
    update = LedgerUpdate(changes=(OrderChange(record=record),))
    books.order_book.change(fence, [number], lambda _: update)
