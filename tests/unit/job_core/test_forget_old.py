"""What running work leaves behind is kept for as long as was set."""

from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.contracts.job_examples import a_line, a_run, a_session, a_token
from tests.unit.job_core.world import NOON, JobWorld

from job_core.ports.answered_requests import Answered
from job_core.ports.run_log import LogFilter
from job_core.rules.log_retention import LogRetention
from job_core.rules.retention import Retention
from job_core.run import RunState
from job_core.use_cases.forget_old import ForgetOld, Forgotten
from job_core.use_cases.trim_log import TrimLog

DAY = timedelta(days=1)
KEEP = Retention(
    of_good_runs=10 * DAY,
    of_any_run=30 * DAY,
    of_ticks=5 * DAY,
    log=LogRetention(of_good_runs=3 * DAY, of_any=20 * DAY),
)


def _forget_old(world: JobWorld, keep: Retention = KEEP) -> ForgetOld:
    books = world.books
    return ForgetOld(
        trim_log=TrimLog(run_log=books.run_log, clock=world.clock, retention=keep.log),
        run_book=books.run_book,
        schedule_book=books.schedule_book,
        answered_requests=books.answered_requests,
        access_book=books.access_book,
        clock=world.clock,
        retention=keep,
    )


def test_each_kind_is_erased_at_its_time(world: JobWorld) -> None:
    books = world.books
    for run_id, state, days in (
        ("fine", RunState.SUCCESS, 12),
        ("failed", RunState.FAILED, 12),
        ("long ago", RunState.FAILED, 40),
    ):
        books.run_book.add(a_run(run_id, state=state, finished_at=NOON - days * DAY))
    books.run_log.append(
        [
            a_line("all well", run_id="fine", at=NOON - 12 * DAY),
            a_line("it broke", run_id="failed", at=NOON - 12 * DAY),
        ]
    )
    for days in (9, 8, 1):
        books.schedule_book.take_tick("north", "orders", "full", NOON - days * DAY)
    answer = Answered(request_hash="h", status=200, body="{}")
    books.answered_requests.keep("phone", "old", answer, NOON - 2 * DAY)
    books.answered_requests.keep("phone", "new", answer, NOON)
    books.access_book.add_token(a_token())
    books.access_book.add_session(a_session(expires_at=NOON - DAY))

    forgotten = _forget_old(world)()

    assert forgotten == Forgotten(log_lines=1, runs=2, ticks=2, answers=1, sessions=1)
    assert [run.id for run in books.run_book.recent("north")] == ["failed"]
    assert [s.line.text for s in books.run_log.after(0, LogFilter())] == ["it broke"]
    assert books.answered_requests.find("phone", "new") is not None
    assert _forget_old(world)() == Forgotten(log_lines=0, runs=0, ticks=0, answers=0, sessions=0)


def test_a_good_run_is_never_kept_longer_than_another(world: JobWorld) -> None:
    keep = attrs.evolve(KEEP, of_good_runs=90 * DAY)
    world.books.run_book.add(a_run(state=RunState.SUCCESS, finished_at=NOON - 40 * DAY))

    assert _forget_old(world, keep)().runs == 1


@pytest.mark.parametrize("name", ["of_good_runs", "of_any_run", "of_ticks", "of_answers"])
def test_nothing_can_be_kept_for_no_time(name: str) -> None:
    nothing: dict[str, Any] = {name: timedelta(0)}

    with pytest.raises(ValueError, match="no time"):
        Retention(**nothing)
