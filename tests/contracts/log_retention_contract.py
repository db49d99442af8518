"""How every run log forgets."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.contracts.books import NOW, Books
from tests.contracts.job_examples import a_line, a_run

from job_core.ports.run_log import LogFilter, RunLog
from job_core.run import RunState

DAY = timedelta(days=1)
PLENTY = 1000


def _texts(log: RunLog) -> Sequence[str]:
    return [stored.line.text for stored in log.after(0, LogFilter())]


class LogRetentionContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def log(self, books: Books) -> RunLog:
        """
        The log under test.
        """
        return books.run_log

    def test_what_good_runs_said_goes_first(self, books: Books, log: RunLog) -> None:
        ends = [RunState.SUCCESS, RunState.PARTIAL, RunState.FAILED, RunState.RUNNING]
        for state in ends:
            books.run_book.add(a_run(state.value, state=state))
        names = [*(state.value for state in ends), "no run"]
        for age in (40, 10, 1):
            log.append([a_line(f"{name} {age}", name, at=NOW - age * DAY) for name in names])

        erased = log.erase(
            of_good_runs_before=NOW - 7 * DAY, of_any_before=NOW - 30 * DAY, keep_most=PLENTY
        )

        kept = [f"{name} 10" for name in names[1:]] + [f"{name} 1" for name in names]
        assert erased == 6
        assert _texts(log) == kept

    def test_a_line_of_the_very_moment_stays(self, books: Books, log: RunLog) -> None:
        books.run_book.add(a_run("run 1", state=RunState.SUCCESS))
        log.append([a_line("good", at=NOW), a_line("other", "run 2", at=NOW - DAY)])

        erased = log.erase(of_good_runs_before=NOW, of_any_before=NOW - DAY, keep_most=PLENTY)

        assert erased == 0

    def test_no_more_are_kept_than_wanted(self, log: RunLog) -> None:
        log.append([a_line(str(n)) for n in range(6)])

        erased = [
            log.erase(of_good_runs_before=NOW - DAY, of_any_before=NOW - DAY, keep_most=most)
            for most in (6, 2)
        ]

        assert erased == [0, 4]
        assert _texts(log) == ["4", "5"]

    def test_no_position_is_given_again(self, log: RunLog) -> None:
        """
        A reader that waits behind the last line must hear of the next.
        """
        last = log.append([a_line("one"), a_line("two")])[-1].position

        log.erase(of_good_runs_before=NOW, of_any_before=NOW + DAY, keep_most=0)

        assert not _texts(log)
        assert log.last_position() == last
        assert log.append([a_line("three")])[0].position > last
