"""What every keeper of personal data finds and erases."""

import hashlib
from datetime import timedelta

import pytest
from tests.builders.orders import a_record, an_order
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.plans_contract import use

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.document import DeliveryWay, ExportBatch, RenderedOrder
from temu_core.ledger import LedgerState, OrderEvent
from temu_core.order import OrderNumber
from temu_core.payload import Call, RawAnswer
from temu_core.plan import Plan, PlanKind
from temu_core.ports.personal_data import PersonalData, Traces
from temu_core.privacy import CutOffs, Held, HeldKind, HeldWhy
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord
from temu_core.rules.erasure import erased, personal_words

LONG_AGO = NOW - timedelta(days=100)
BEFORE = NOW - timedelta(days=90)
CUT_OFFS = CutOffs(raw_answers=BEFORE, finished_orders=BEFORE, plans=BEFORE)
ONE = OrderNumber("PO-1")


def an_old_order(
    number: str = "PO-1", *, state: LedgerState = LedgerState.CONFIRMED, days: int = 100
) -> OrderRecord:
    """
    Return an order of which nothing was heard for so many days.
    """
    moment = NOW - timedelta(days=days)
    return a_record(an_order(number, placed_at=moment, updated_at=moment), state=state)


def stored(
    books: Books,
    fence: Fence,
    *records: OrderRecord,
    text: str = "moved",
    days: int = 100,
    way: DeliveryWay = DeliveryWay.FILE,
) -> None:
    """
    Store orders with one transition each, and a batch with a document each.
    """
    at = NOW - timedelta(days=days)
    update = LedgerUpdate(
        changes=tuple(
            OrderChange(
                record=record,
                event=OrderEvent(
                    at=at, from_state=None, to_state=record.state, text=text, by="run:1"
                ),
            )
            for record in records
        ),
        batch=ExportBatch(
            id=f"B-{records[0].number}",
            way=way,
            orders=tuple(RenderedOrder(number=r.number, body=_body(r.number)) for r in records),
        ),
    )
    books.order_book.change(fence, [record.number for record in records], lambda _: update)


def _body(number: str) -> bytes:
    return f"<tBestellung>Erika, {number}</tBestellung>".encode()


def answered(books: Books, fence: Fence, key: str, *, days: int = 1) -> None:
    """
    Keep an answer about an order.
    """
    at = NOW - timedelta(days=days)
    answer = RawAnswer(call=Call.ADDRESS, key=key, received_at=at, body="Erika")
    books.raw_answers.append(fence, "run 1", [answer])


class PersonalDataContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def personal(self, books: Books) -> PersonalData:
        """
        The keeper under test.
        """
        return books.personal_data

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        A valid fence.
        """
        return books.fence()

    def test_only_finished_orders_are_due(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        every = [an_old_order(f"PO-{state.value}", state=state) for state in LedgerState]
        stored(books, fence, *every)

        assert list(personal.due_orders(SHOP, BEFORE)) == [
            "PO-cancelled",
            "PO-closed_elsewhere",
            "PO-confirmed",
        ]

    def test_an_order_that_moved_or_changed_lately_is_not_due(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(books, fence, an_old_order("PO-1"), days=89)
        stored(books, fence, an_old_order("PO-2", days=89))

        assert not personal.due_orders(SHOP, BEFORE)

    def test_due_orders_come_in_pages_and_by_shop(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(books, fence, *(an_old_order(f"PO-{n}") for n in (3, 1, 2)))

        assert list(personal.due_orders(SHOP, BEFORE, limit=2)) == ["PO-1", "PO-2"]
        assert not personal.due_orders(OTHER_SHOP, BEFORE)

    def test_an_erased_order_is_due_no_more(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(books, fence, an_old_order())
        _erase(books, fence)

        assert not personal.due_orders(SHOP, BEFORE)
        record = books.order_book.read(SHOP, [ONE])[ONE]
        assert (record.address, record.erased_at) == (None, NOW)
        assert record.amounts is not None
        assert not books.order_book.search(SHOP, text="Erika")

    def test_of_an_erased_document_its_hash_stays(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(books, fence, an_old_order("PO-1"), an_old_order("PO-2"))

        traces = personal.erase_traces(fence, {ONE: []})

        both = [ONE, OrderNumber("PO-2")]
        batch = books.export_book.batch(SHOP, "B-PO-1")
        assert traces.documents == 1
        assert list(books.export_book.documents(SHOP, both)) == ["PO-2"]
        assert books.export_book.hashes(SHOP, both) == {
            number: hashlib.sha256(_body(number)).hexdigest() for number in both
        }
        assert batch is not None
        assert [(order.number, bool(order.body)) for order in batch.orders] == [
            ("PO-1", False),
            ("PO-2", True),
        ]

    def test_answers_kept_under_the_order_go(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(books, fence, an_old_order())
        answered(books, fence, "PO-1")
        answered(books, fence, "PO-2")

        assert personal.erase_traces(fence, {ONE: []}).answers == 1
        assert not books.raw_answers.of_order(SHOP, ONE)
        assert books.raw_answers.of_order(SHOP, OrderNumber("PO-2"))

    def test_history_stays_without_the_buyer(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        record = an_old_order()
        stored(books, fence, record, text="Erika Beispiel, Musterweg 1, is too long")

        personal.erase_traces(fence, {ONE: personal_words(record)})

        (event,) = books.order_book.events(SHOP, ONE)
        assert event.text == "…, …, is too long"
        assert event.to_state is LedgerState.CONFIRMED

    def test_erasing_twice_is_erasing_once(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(books, fence, an_old_order())
        answered(books, fence, "PO-1")
        personal.erase_traces(fence, {ONE: ["Erika"]})

        again = personal.erase_traces(fence, {ONE: ["Erika"]})

        assert again == Traces(documents=0, answers=0)
        assert personal.erase_traces(fence, {}) == Traces(documents=0, answers=0)

    def test_a_file_is_due_once_it_is_put_away_and_all_its_orders_are_erased(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(books, fence, an_old_order("PO-1"), an_old_order("PO-2"))
        book = books.export_book

        def emptied() -> list[str]:
            return list(book.emptied(SHOP))

        personal.erase_traces(fence, {ONE: []})
        book.archived(fence, ["B-PO-1"])
        assert emptied() == []
        personal.erase_traces(fence, {OrderNumber("PO-2"): []})
        assert emptied() == ["B-PO-1"]
        book.file_erased(fence, "B-PO-1")
        book.file_erased(fence, "B-PO-1")
        assert emptied() == []

    def test_applied_plans_go_after_their_days(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        ids = []
        for kind, applied in ((PlanKind.STOCK, LONG_AGO), (PlanKind.EXPORT, NOW)):
            plan = Plan(kind=kind, hash=kind.value, writes=(), approval_reason="look")
            plan_id = books.plans.store(fence, plan, LONG_AGO).id
            books.plans.approve(fence, plan_id, by="ada", at=LONG_AGO)
            use(books, fence, plan_id, plan, applied)
            ids.append(plan_id)
        waiting = Plan(kind=PlanKind.CONFIRM, hash="w", writes=(), approval_reason="look")
        ids.append(books.plans.store(fence, waiting, LONG_AGO).id)

        assert personal.erase_plans(fence, BEFORE) == 1
        assert personal.erase_plans(fence, BEFORE) == 0
        assert [books.plans.get(SHOP, plan_id) is not None for plan_id in ids] == [
            False,
            True,
            True,
        ]

    def test_needless_plans_go_like_applied_ones(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        plan = Plan(kind=PlanKind.STOCK, hash="old", writes=(), approval_reason="look")
        needless = books.plans.store(fence, plan, LONG_AGO).id
        books.plans.put_away(fence, PlanKind.STOCK, LONG_AGO)
        held = [h for h in personal.held(SHOP, CUT_OFFS) if h.kind is HeldKind.PLANS]

        assert [(h.why, h.count) for h in held] == [(HeldWhy.DUE, 1)]
        assert personal.erase_plans(fence, BEFORE) == 1
        assert books.plans.get(SHOP, needless) is None

    def test_the_report_says_how_much_is_held_and_why(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(
            books,
            fence,
            an_old_order("PO-1"),
            an_old_order("PO-2", days=10),
            an_old_order("PO-3", state=LedgerState.HELD),
        )
        books.export_book.archived(fence, ["B-PO-1"])
        answered(books, fence, "PO-1", days=100)
        answered(books, fence, "PO-1", days=1)
        plan = Plan(kind=PlanKind.STOCK, hash="h", writes=(), approval_reason="look")
        books.plans.store(fence, plan, NOW)

        found = personal.held(SHOP, CUT_OFFS)

        def one(kind: HeldKind, why: HeldWhy, days: int | None) -> Held:
            oldest = None if days is None else NOW - timedelta(days=days)
            return Held(kind=kind, why=why, count=1, oldest=oldest)

        assert list(found) == [
            one(HeldKind.ADDRESSES, HeldWhy.OPEN, 100),
            one(HeldKind.ADDRESSES, HeldWhy.WITHIN_DAYS, 10),
            one(HeldKind.ADDRESSES, HeldWhy.DUE, 100),
            one(HeldKind.DOCUMENTS, HeldWhy.OPEN, 100),
            one(HeldKind.DOCUMENTS, HeldWhy.WITHIN_DAYS, 10),
            one(HeldKind.DOCUMENTS, HeldWhy.DUE, 100),
            one(HeldKind.ARCHIVED_FILES, HeldWhy.OPEN, None),
            one(HeldKind.RAW_ANSWERS, HeldWhy.WITHIN_DAYS, 1),
            one(HeldKind.RAW_ANSWERS, HeldWhy.DUE, 100),
            one(HeldKind.PLANS, HeldWhy.OPEN, 0),
        ]
        assert not personal.held(OTHER_SHOP, CUT_OFFS)

    def test_a_run_that_lost_its_lease_erases_nothing(
        self, personal: PersonalData, books: Books, fence: Fence
    ) -> None:
        stored(books, fence, an_old_order())
        lost = books.lost_fence("other job")

        for erase in (
            lambda: personal.erase_traces(lost, {ONE: []}),
            lambda: personal.erase_plans(lost, BEFORE),
        ):
            with pytest.raises(StoppedError):
                erase()

        assert list(books.export_book.documents(SHOP, [ONE])) == [ONE]


def _erase(books: Books, fence: Fence) -> None:
    books.order_book.change(
        fence,
        [ONE],
        lambda known: LedgerUpdate(
            changes=tuple(OrderChange(record=erased(r, NOW)) for r in known.values())
        ),
    )
