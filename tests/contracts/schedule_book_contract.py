"""What every record of schedules does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from types import MappingProxyType

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.job_examples import an_entry

from job_core.ports.schedule_book import ScheduleBook
from job_core.schedule import Cron, Interval

HOUR = timedelta(hours=1)


class ScheduleBookContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def book(self, books: Books) -> ScheduleBook:
        """
        The record under test.
        """
        return books.schedule_book

    def test_entries_come_back_in_their_order(self, book: ScheduleBook) -> None:
        entries = [
            an_entry("full", trigger=Cron("0 3 * * *"), zone="Europe/Lisbon"),
            an_entry("quick", parameters=MappingProxyType({"mode": "quick", "days": 2})),
            an_entry("full", job="stock", paused=True),
            an_entry("a", shop=OTHER_SHOP, trigger=Interval(timedelta(seconds=90.000001))),
        ]

        book.seed(entries[::-1])

        assert list(book.entries()) == entries
        assert list(book.entries(SHOP)) == entries[:3]
        assert not book.entries("west")

    def test_what_a_person_changed_survives_a_restart(self, book: ScheduleBook) -> None:
        changed = an_entry(trigger=Cron("*/5 * * * *"), paused_until=NOW + HOUR)
        book.seed([an_entry()])
        book.put(changed, by="Kim", at=NOW)

        book.seed([an_entry(), an_entry("new")])

        assert list(book.entries()) == [changed, an_entry("new")]

    def test_an_entry_is_added_by_putting_it(self, book: ScheduleBook) -> None:
        book.put(an_entry("mine"), by="Kim", at=NOW)

        assert list(book.entries()) == [an_entry("mine")]

    def test_nothing_is_seeded_by_no_entries(self, book: ScheduleBook) -> None:
        book.seed([])

        assert not book.entries()

    def test_a_tick_is_taken_once(self, book: ScheduleBook) -> None:
        """
        A moment is the same moment in every zone.
        """
        elsewhere = NOW.astimezone(timezone(5 * HOUR))

        taken = [book.take_tick(SHOP, "orders", "full", due) for due in (NOW, NOW, elsewhere)]

        assert taken == [True, False, False]

    def test_every_entry_has_its_own_ticks(self, book: ScheduleBook) -> None:
        ticks = [
            (SHOP, "orders", "full", NOW),
            (SHOP, "orders", "full", NOW + HOUR),
            (SHOP, "orders", "quick", NOW),
            (SHOP, "stock", "full", NOW),
            (OTHER_SHOP, "orders", "full", NOW),
        ]

        assert all(book.take_tick(*tick) for tick in ticks)

    def test_a_tick_has_exactly_one_taker(self, book: ScheduleBook) -> None:
        def take(_: int) -> list[bool]:
            return [book.take_tick(SHOP, "orders", "full", NOW + n * HOUR) for n in range(5)]

        with ThreadPoolExecutor(4) as crowd:
            answers = list(crowd.map(take, range(4)))

        assert [sum(of_one_tick) for of_one_tick in zip(*answers, strict=True)] == [1] * 5

    def test_old_ticks_are_forgotten_but_the_newest_of_each_entry(self, book: ScheduleBook) -> None:
        """
        Otherwise a schedule that was paused for long would not know where it stopped.
        """
        for hours in (0, 1, 2, 3):
            book.take_tick(SHOP, "orders", "full", NOW + hours * HOUR)
        book.take_tick(SHOP, "orders", "quick", NOW)
        book.take_tick(OTHER_SHOP, "orders", "full", NOW)

        erased = book.forget_ticks(NOW + 2 * HOUR)

        assert (erased, book.forget_ticks(NOW + 2 * HOUR)) == (2, 0)
        assert book.last_tick(SHOP, "orders", "full") == NOW + 3 * HOUR
        assert book.last_tick(SHOP, "orders", "quick") == NOW
        assert book.last_tick(OTHER_SHOP, "orders", "full") == NOW
        assert not book.take_tick(SHOP, "orders", "full", NOW + 2 * HOUR)

    def test_the_last_tick_is_the_newest_due_time(self, book: ScheduleBook) -> None:
        for hours in (2, 3, 1):
            book.take_tick(SHOP, "orders", "full", NOW + hours * HOUR)
        book.take_tick(SHOP, "stock", "full", NOW + 9 * HOUR)

        assert book.last_tick(SHOP, "orders", "full") == NOW + 3 * HOUR
        assert book.last_tick(SHOP, "orders", "quick") is None
