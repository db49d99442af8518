"""What every order book finds."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from tests.builders.orders import a_line, a_record, an_address, an_order
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.order_examples import (
    a_full_record,
    numbered,
    store,
)

from shared_kernel.run_context import Fence
from temu_core.ledger import Hold, HoldReason, LedgerState, OrderEvent
from temu_core.order import OrderNumber
from temu_core.package import PackageState
from temu_core.ports.order_book import HeldGroup, OrderBook, OrderPlace
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord

Known = Mapping[OrderNumber, OrderRecord]


def numbers(records: Sequence[OrderRecord]) -> list[str]:
    """
    Return the numbers of *records*, in their order.
    """
    return [record.number for record in records]


def held(reason: HoldReason) -> dict[str, Any]:
    """
    Return the fields of an order held for *reason*.
    """
    return {
        "state": LedgerState.HELD,
        "hold": Hold(reason=reason, text="A sentence.", subject="a field"),
        "held_from": LedgerState.READY,
    }


def held_for(reason: HoldReason, subject: str) -> dict[str, Any]:
    """
    Return the fields of an order held for *reason* because of *subject*.
    """
    hold = Hold(reason=reason, text="A sentence.", subject=subject)
    return {**held(reason), "hold": hold}


class OrderLookupsContract:
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

    def test_states_are_read_in_pages_by_number(self, book: OrderBook, fence: Fence) -> None:
        store(
            book,
            fence,
            *(numbered(f"PO-{n}") for n in ("3", "1", "b", "B", "2")),
            numbered("PO-0", state=LedgerState.PENDING),
        )

        first = book.in_states(SHOP, [LedgerState.READY], limit=3)
        rest = book.in_states(SHOP, [LedgerState.READY], after=first[-1].number, limit=3)

        assert numbers(first) == ["PO-1", "PO-2", "PO-3"]
        assert numbers(rest) == ["PO-B", "PO-b"]
        assert not book.in_states(SHOP, [])

    def test_orders_are_found_by_state_and_the_marketplaces_last_change(
        self, book: OrderBook, fence: Fence
    ) -> None:
        listed = [an_order(f"PO-{day}", updated_at=NOW - timedelta(days=day)) for day in range(4)]
        store(book, fence, *(a_record(order, state=LedgerState.CONFIRMED) for order in listed))

        found = book.in_states(
            SHOP,
            [LedgerState.CONFIRMED],
            changed_since=NOW - timedelta(days=2),
            after=OrderNumber("PO-0"),
        )

        assert numbers(found) == ["PO-1", "PO-2"]

    def test_orders_are_found_by_the_time_they_were_placed(
        self, book: OrderBook, fence: Fence
    ) -> None:
        listed = [an_order(f"PO-{day}", placed_at=NOW - timedelta(days=day)) for day in range(5)]
        store(book, fence, *map(a_record, listed))
        start, end = NOW - timedelta(days=3), NOW - timedelta(days=1)

        first = book.placed_between(SHOP, start, end, limit=2)
        rest = book.placed_between(SHOP, start, end, after=first[-1].number, limit=2)

        assert numbers(first) == ["PO-1", "PO-2"]
        assert numbers(rest) == ["PO-3"]
        assert not book.placed_between(OTHER_SHOP, start, end)

    def test_orders_are_found_by_their_packages_states(self, book: OrderBook, fence: Fence) -> None:
        full = a_full_record()
        store(book, fence, full, numbered("PO-1"))

        found = book.with_packages(SHOP, [PackageState.REFUSED, PackageState.UNKNOWN])

        assert numbers(found) == [full.number]
        assert not book.with_packages(SHOP, [PackageState.SUPERSEDED])

    def test_orders_are_found_by_tracking_numbers(self, book: OrderBook, fence: Fence) -> None:
        full = a_full_record()
        store(book, fence, full, numbered("PO-1"))

        found = book.bearing(SHOP, ["JD0001", "JD0002", "nowhere"])

        assert numbers(found) == [full.number]
        assert not book.bearing(SHOP, [])

    def test_orders_are_counted_by_state_and_reason(self, book: OrderBook, fence: Fence) -> None:
        store(
            book,
            fence,
            numbered("PO-1"),
            numbered("PO-2"),
            numbered("PO-3", **held(HoldReason.VAT_UNCLEAR)),
            numbered("PO-4", **held(HoldReason.VAT_UNCLEAR)),
            numbered("PO-5", **held(HoldReason.SKU_UNKNOWN)),
        )

        assert book.counts(SHOP) == {LedgerState.READY: 2, LedgerState.HELD: 3}
        assert book.held_counts(SHOP) == {HoldReason.VAT_UNCLEAR: 2, HoldReason.SKU_UNKNOWN: 1}
        assert book.counts(OTHER_SHOP) == {}

    @pytest.mark.parametrize(
        "text", ["PO-1", "po-1", " lampe-ß ", "LAMPE-SS", "müller", "MÜLL", "50%_"]
    )
    def test_a_person_finds_an_order_by_what_it_is_known_by(
        self, book: OrderBook, fence: Fence, text: str
    ) -> None:
        line = a_line(seller_sku="Lampe-ß 50%_")
        address = an_address(full_name="Jörg Müller")
        store(
            book,
            fence,
            a_record(an_order("PO-1", lines=[line]), address=address),
            a_record(an_order("PO-2"), address=None),
        )

        found = book.search(SHOP, text=text)

        assert numbers(found) == ["PO-1"]

    def test_a_search_is_narrowed_and_paged(self, book: OrderBook, fence: Fence) -> None:
        store(
            book,
            fence,
            numbered("PO-1", **held(HoldReason.VAT_UNCLEAR)),
            numbered("PO-2", **held(HoldReason.SKU_UNKNOWN)),
            numbered("PO-3"),
        )

        by_reason = book.search(SHOP, text="PO-", reasons=[HoldReason.SKU_UNKNOWN])
        by_state = book.search(SHOP, states=[LedgerState.READY])
        paged = book.search(SHOP, after=OrderNumber("PO-1"), limit=1)

        assert [numbers(f) for f in (by_reason, by_state, paged)] == [["PO-2"], ["PO-3"], ["PO-2"]]

    def test_the_last_placed_come_first(self, book: OrderBook, fence: Fence) -> None:
        placed = {"PO-1": 2, "PO-2": 5, "PO-3": 2, "PO-4": 9}
        store(
            book,
            fence,
            *(
                a_record(an_order(number, placed_at=NOW - timedelta(hours=hours)))
                for number, hours in placed.items()
            ),
        )

        first = book.newest(SHOP, limit=2)
        place = OrderPlace(placed_at=first[-1].listed.placed_at, number=first[-1].number)
        rest = book.newest(SHOP, before=place)

        assert [numbers(first), numbers(rest)] == [["PO-3", "PO-1"], ["PO-2", "PO-4"]]
        assert not book.newest(OTHER_SHOP)

    def test_the_newest_are_narrowed_as_a_search_is(self, book: OrderBook, fence: Fence) -> None:
        store(
            book,
            fence,
            numbered("PO-1", **held(HoldReason.VAT_UNCLEAR)),
            numbered("PO-2", **held(HoldReason.SKU_UNKNOWN)),
            numbered("PO-3"),
        )

        by_reason = book.newest(SHOP, text="po-", reasons=[HoldReason.SKU_UNKNOWN])
        by_state = book.newest(SHOP, states=[LedgerState.READY])

        assert [numbers(by_reason), numbers(by_state)] == [["PO-2"], ["PO-3"]]

    def test_held_orders_are_grouped_by_reason(self, book: OrderBook, fence: Fence) -> None:
        day = timedelta(days=1)
        carrier = [
            a_record(
                an_order(f"PO-{n}", updated_at=NOW - n * day, ship_by=ship_by),
                **held_for(HoldReason.CARRIER_UNKNOWN, subject),
            )
            for n, subject, ship_by in ((1, "Kurier", None), (2, "Bote", NOW), (3, "Bote", None))
        ]
        sku = a_record(
            an_order("PO-4", updated_at=NOW, ship_by=None),
            **held_for(HoldReason.SKU_UNKNOWN, "LAMP"),
        )
        store(book, fence, *carrier, sku, numbered("PO-5"))

        first, second = book.held_groups(SHOP)

        assert first == HeldGroup(
            reason=HoldReason.CARRIER_UNKNOWN,
            orders=3,
            since=NOW - 3 * day,
            ship_by=NOW,
            subjects={"Kurier": 1, "Bote": 2},
        )
        assert (second.reason, second.orders, second.ship_by) == (HoldReason.SKU_UNKNOWN, 1, None)
        assert not book.held_groups(OTHER_SHOP)

    def test_a_group_is_as_old_as_its_oldest_hold(self, book: OrderBook, fence: Fence) -> None:
        record = numbered("PO-1", **held(HoldReason.VAT_UNCLEAR))
        moments = [NOW, NOW + timedelta(hours=3)]
        for at in moments:
            event = OrderEvent(
                at=at, from_state=LedgerState.READY, to_state=LedgerState.HELD, text="x", by="run:1"
            )
            known = book.read(SHOP, [record.number]).get(record.number, record)
            change = OrderChange(record=known, event=event)
            update = LedgerUpdate(changes=(change,))
            book.change(fence, [record.number], lambda _, update=update: update)  # type: ignore[misc]  # binds the loop's update

        (group,) = book.held_groups(SHOP)

        # Held again counts anew: the first time was settled.
        assert group.since == moments[-1]
