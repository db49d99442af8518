"""What every run log does."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.contracts.books import OTHER_SHOP, SHOP, Books
from tests.contracts.job_examples import a_line

from job_core.ports.run_log import LogFilter, RunLog
from job_core.run import StoredLine
from shared_kernel.run_context import Level

ALL = LogFilter()

MIXED_LINES = (
    a_line("ÜBERVERKAUF bei 50 % der Ware"),
    a_line("Straße und strasse", job="stock", level=Level.INFO),
    a_line("a_b", shop=OTHER_SHOP, level=Level.ERROR),
    a_line("axb [c] 50 Prozent !", run_id="run 2", level=Level.DEBUG),
    a_line(r"C:\temp"),
    a_line("", run_id=""),
)


def _texts(found: Sequence[StoredLine]) -> list[str]:
    return [stored.line.text for stored in found]


class RunLogContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def log(self, books: Books) -> RunLog:
        """
        The log under test.
        """
        return books.run_log

    def test_lines_come_back_as_they_were_appended(self, log: RunLog) -> None:
        first = log.append([a_line("one"), a_line("two")])
        second = log.append([a_line("three", run_id="run 2")])

        found = log.after(0, ALL)

        positions = [stored.position for stored in found]
        assert [stored.line for stored in found] == [
            a_line("one"),
            a_line("two"),
            a_line("three", run_id="run 2"),
        ]
        assert list(found) == [*first, *second]
        assert positions == sorted(set(positions))
        assert positions[0] > 0

    def test_a_reader_goes_on_where_it_was(self, log: RunLog) -> None:
        log.append([a_line(str(n)) for n in range(5)])
        first = log.after(0, ALL, limit=2)

        rest = log.after(first[-1].position, ALL)

        assert _texts(first) == ["0", "1"]
        assert _texts(rest) == ["2", "3", "4"]

    def test_a_reader_goes_back_from_where_it_is(self, log: RunLog) -> None:
        stored = log.append([a_line(str(n)) for n in range(5)])
        log.append([a_line("6", run_id="run 2")])

        found = log.before(stored[3].position, LogFilter(run_id="run 1"), limit=2)

        assert _texts(found) == ["2", "3"]
        assert _texts(log.before(log.last_position(), ALL, limit=1)) == ["6"]
        assert not log.before(0, ALL)

    def test_nothing_is_appended_by_no_lines(self, log: RunLog) -> None:
        stored = log.append([])

        assert not stored
        assert not log.after(0, ALL)
        assert log.last_position() == 0

    def test_the_last_position_is_the_newest_lines(self, log: RunLog) -> None:
        log.append([a_line("one")])

        newest = log.append([a_line("two"), a_line("three")])[-1]

        assert log.last_position() == newest.position

    @pytest.mark.parametrize(
        ("wanted", "fitting"),
        [
            pytest.param(ALL, {0, 1, 2, 3, 4, 5}, id="all"),
            pytest.param(LogFilter(shop=OTHER_SHOP), {2}, id="shop"),
            pytest.param(LogFilter(job="stock"), {1}, id="job"),
            pytest.param(LogFilter(run_id="run 2"), {3}, id="run"),
            pytest.param(LogFilter(levels=frozenset({Level.INFO, Level.ERROR})), {1, 2}, id="lvl"),
            pytest.param(LogFilter(text="überverkauf"), {0}, id="any case, umlauts too"),
            pytest.param(LogFilter(text="STRASSE"), {1}, id="two letters for one"),
            pytest.param(LogFilter(text="50 %"), {0}, id="percent is a letter"),
            pytest.param(LogFilter(text="A_B"), {2}, id="underscore is a letter"),
            pytest.param(LogFilter(text="[c]"), {3}, id="brackets are letters"),
            pytest.param(LogFilter(text="t !"), {3}, id="exclamation mark is a letter"),
            pytest.param(LogFilter(text=r":\T"), {4}, id="backslash is a letter"),
            pytest.param(LogFilter(shop=SHOP, run_id="run 1", text="ß"), {1}, id="together"),
            pytest.param(LogFilter(text="nowhere"), set(), id="none"),
        ],
    )
    def test_a_filter_finds_what_fits_it(
        self, log: RunLog, wanted: LogFilter, fitting: set[int]
    ) -> None:
        """
        Lines that are stored and lines that come in live are chosen alike.
        """
        lines = list(MIXED_LINES)
        log.append(lines)

        found = [stored.line for stored in log.after(0, wanted)]

        assert found == [lines[n] for n in sorted(fitting)]
        assert found == [line for line in lines if wanted.fits(line)]
        assert found == [stored.line for stored in log.before(log.last_position(), wanted)]

    def test_cursor_order_is_commit_order(self, log: RunLog) -> None:
        """
        Who reads on from the last line it saw misses none, while several write.
        """

        def say(n: int) -> None:
            log.append([a_line(f"{n} a"), a_line(f"{n} b")])

        seen: list[StoredLine] = []
        with ThreadPoolExecutor(4) as crowd:
            saying = [crowd.submit(say, n) for n in range(24)]
            while not all(done.done() for done in saying):
                seen += log.after(seen[-1].position if seen else 0, ALL, limit=7)
        for done in saying:
            done.result()
        seen += log.after(seen[-1].position if seen else 0, ALL)

        positions = [stored.position for stored in seen]
        assert positions == sorted(set(positions))
        assert sorted(_texts(seen)) == sorted(f"{n} {half}" for n in range(24) for half in "ab")
