"""What every run log does."""

from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

import pytest
from tests.contracts.books import NOW, SHOP, Books

from job_core.ports.run_log import RunLog
from job_core.run import LogLine
from shared_kernel.run_context import Level


def a_line(text: str, run_id: str = "run 1") -> LogLine:
    """
    Return a line of the run log.
    """
    return LogLine(
        run_id=run_id,
        shop=SHOP,
        job="orders",
        step=1,
        level=Level.WARNING,
        at=NOW,
        text=text,
        facts=MappingProxyType({"orders": 3, "share": 0.5, "shop": "Süd", "dry": True}),
    )


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

    def test_lines_come_back_in_their_order(self, log: RunLog) -> None:
        lines = [a_line(text) for text in ("one", "two", "three")]
        log.append(lines[:2])
        log.append([a_line("elsewhere", run_id="run 2")])
        log.append(lines[2:])

        found = log.of_run("run 1")

        positions = [position for position, _ in found]
        assert [line for _, line in found] == lines
        assert positions == sorted(set(positions))
        assert positions[0] > 0

    def test_a_reader_goes_on_where_it_was(self, log: RunLog) -> None:
        log.append([a_line(str(n)) for n in range(5)])
        first = log.of_run("run 1", limit=2)

        rest = log.of_run("run 1", after=first[-1][0])

        assert [line.text for _, line in (*first, *rest)] == ["0", "1", "2", "3", "4"]

    def test_nothing_is_appended_by_no_lines(self, log: RunLog) -> None:
        log.append([])

        assert not log.of_run("run 1")

    def test_no_position_is_given_twice(self, log: RunLog) -> None:
        def say(n: int) -> None:
            log.append([a_line(f"{n} a"), a_line(f"{n} b")])

        with ThreadPoolExecutor(4) as crowd:
            list(crowd.map(say, range(12)))

        assert len({position for position, _ in log.of_run("run 1")}) == 24
