"""Stock that did not change need not be read again; in doubt it is."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest
from tests.builders.stock import a_level

from shared_kernel.sku import Sku
from temu_core.rules.availability import available
from temu_core.rules.kept_levels import is_covered, kept_levels, why_read_all
from temu_core.shop import StockPolicy
from temu_core.stock import Availability, StockLevel
from temu_core.stock_mark import StockMark, StockReading, TableMark

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LAMP, BOOK = Sku("LAMP-1"), Sku("BOOK-1")
POLICY = StockPolicy(buffer_units=3)


def a_mark(*, rows: int = 7, newest: int = 99, lowest_active: int = 100) -> StockMark:
    articles = TableMark(table="articles", rows=3, newest=40)
    stock = TableMark(table="stock", rows=rows, newest=newest)
    return StockMark(lowest_active=lowest_active, tables=frozenset({articles, stock}))


LAST = StockReading(mark=a_mark(), at=NOON)


def why(
    mark: StockMark | None,
    *,
    last: StockReading | None = LAST,
    minutes: int = 5,
    policy: StockPolicy = POLICY,
) -> str | None:
    return why_read_all(last, mark, NOON + timedelta(minutes=minutes), policy)


def of(level: StockLevel, reserved: int = 0) -> Availability:
    found = available(level, reserved, POLICY)
    assert found is not None
    return found


def test_the_same_mark_means_the_same_stock() -> None:
    assert why(a_mark()) is None


def test_other_tables_of_the_erp_may_be_written_meanwhile() -> None:
    assert why(a_mark(lowest_active=5000)) is None


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (a_mark(newest=101, lowest_active=102), "changed"),
        (a_mark(rows=6), "changed"),
        (a_mark(rows=8), "changed"),
        (a_mark(newest=98), "changed"),
        (a_mark(lowest_active=99), "went back"),
        (None, "does not say"),
    ],
)
def test_any_other_mark_is_a_reason_to_read_all(mark: StockMark | None, words: str) -> None:
    assert words in (why(mark) or "")


@pytest.mark.parametrize(("minutes", "kept"), [(0, True), (59, True), (60, False), (-1, False)])
def test_once_in_a_while_all_is_read_whatever_the_mark_says(minutes: int, kept: bool) -> None:
    assert (why(a_mark(), minutes=minutes) is None) is kept


def test_nothing_is_kept_of_a_reading_that_nobody_remembers() -> None:
    assert why(a_mark(), last=None) is not None


def test_who_wants_all_read_each_time_gets_it() -> None:
    never = attrs.evolve(POLICY, read_all_every=timedelta(0))

    assert why(a_mark(), policy=never) is not None


@pytest.mark.parametrize(
    ("versions", "mark", "covered"),
    [
        ([98, 99], a_mark(), True),
        ([], a_mark(), True),
        ([100], a_mark(), False),
        ([99, 120], a_mark(), False),
        ([None], a_mark(), False),
        ([98], a_mark(newest=100), False),
        ([98], a_mark(newest=200), False),
        ([], a_mark(lowest_active=99), False),
        ([98], a_mark(rows=0), False),
    ],
)
def test_what_was_written_as_the_mark_was_taken_is_not_covered(
    versions: list[int | None], mark: StockMark, covered: bool
) -> None:
    levels = [attrs.evolve(a_level(), version=version) for version in versions]

    assert is_covered(mark, levels) is covered


@pytest.mark.parametrize(
    "level",
    [
        a_level(sellable="12.5", physical="3", erp_buffer=1),
        a_level(sellable="-4", erp_buffer=9),
        a_level(sellable="0"),
    ],
)
def test_a_target_tells_the_level_it_came_from(level: StockLevel) -> None:
    assert kept_levels([(LAMP, of(level, 2))]) == {LAMP: level}


def test_an_article_that_is_not_counted_stays_so() -> None:
    policy = attrs.evolve(POLICY, unmanaged_units=10)
    level = a_level(managed=False)
    found = available(level, 0, policy)
    assert found is not None

    assert kept_levels([(LAMP, found)]) == {LAMP: level}


def test_a_target_of_an_older_version_of_ours_is_not_kept() -> None:
    old = attrs.evolve(of(a_level()), erp_buffer=None, managed=None)

    assert kept_levels([(LAMP, old)]) == {}


def test_an_offer_that_is_another_article_now_keeps_nothing() -> None:
    assert kept_levels([(BOOK, of(a_level()))]) == {}


def test_what_the_offers_of_an_article_do_not_agree_on_is_read() -> None:
    one, other = of(a_level(sellable="5")), of(a_level(sellable="6"))

    for order in ([one, other], [other, one], [one, other, one]):
        assert kept_levels([(LAMP, each) for each in order]) == {}
