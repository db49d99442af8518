"""What every record of runs does."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import MappingProxyType

import attrs
import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.job_examples import a_run

from job_core.ports.run_book import RunBook
from job_core.run import Run, RunState, StepReport

MINUTE = timedelta(minutes=1)


def _ids(runs: Sequence[Run]) -> list[str]:
    return [run.id for run in runs]


def _leave(_run: Run) -> Run | None:
    return None


class RunBookContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def book(self, books: Books) -> RunBook:
        """
        The record under test.
        """
        return books.run_book

    def test_a_run_comes_back_as_it_was_added(self, book: RunBook) -> None:
        added = book.add(a_run())

        assert added
        assert book.get("run 1") == a_run()
        assert book.get("run 2") is None

    def test_several_runs_are_read_at_once(self, book: RunBook) -> None:
        for run_id in ("run 1", "run 2", "run 3"):
            book.add(a_run(run_id))

        assert book.several(["run 3", "nobody", "run 1"]).keys() == {"run 1", "run 3"}
        assert book.several(["run 3"])["run 3"] == book.get("run 3")
        assert book.several([]) == {}

    def test_a_known_id_is_not_added_again(self, book: RunBook) -> None:
        book.add(a_run())

        again = book.add(a_run(job="stock"))

        assert not again
        assert book.get("run 1") == a_run()

    def test_a_run_comes_back_as_it_was_changed_last(self, book: RunBook) -> None:
        ended = a_run(
            state=RunState.WAITING,
            started_at=NOW + timedelta(seconds=0.25),
            finished_at=NOW + timedelta(seconds=1.5),
            attempt=2,
            waiting_until=NOW + MINUTE,
            waiting_why="The ERP is away.",
            cancel_requested=True,
            steps=(
                StepReport(
                    number=2,
                    name="import",
                    duration_s=0.25,
                    counts=MappingProxyType({"new": 3, "held": 1}),
                ),
            ),
            error="The ERP does not answer.",
            error_code="timeout",
        )
        book.add(a_run())

        changed = book.change("run 1", lambda _run: ended)

        assert changed == ended
        assert book.get("run 1") == ended

    def test_a_change_is_decided_on_the_run_as_it_is(self, book: RunBook) -> None:
        book.add(a_run())
        for _ in range(2):
            book.change("run 1", lambda run: attrs.evolve(run, attempt=run.attempt + 1))

        left = book.change("run 1", _leave)

        assert left == a_run(attempt=3)
        assert book.get("run 1") == left

    def test_a_run_that_is_not_there_is_not_changed(self, book: RunBook) -> None:
        assert book.change("run 1", lambda run: run) is None
        assert book.get("run 1") is None

    def test_who_cannot_decide_changes_nothing(self, book: RunBook) -> None:
        def fail(_run: Run) -> Run | None:
            raise ZeroDivisionError

        book.add(a_run())

        with pytest.raises(ZeroDivisionError):
            book.change("run 1", fail)

        assert book.get("run 1") == a_run()

    def test_of_many_who_claim_a_run_one_gets_it(self, book: RunBook) -> None:
        book.add(a_run())

        def claim(who: int) -> tuple[bool, str]:
            claimed = False

            def decide(run: Run) -> Run | None:
                nonlocal claimed
                claimed = run.state is RunState.QUEUED
                mine = attrs.evolve(run, state=RunState.RUNNING, requested_by=f"worker {who}")
                return mine if claimed else None

            stored = book.change("run 1", decide)
            return claimed, stored.requested_by if stored else ""

        with ThreadPoolExecutor(4) as crowd:
            answers = list(crowd.map(claim, range(8)))

        winners = [f"worker {who}" for who, (claimed, _) in enumerate(answers) if claimed]
        assert len(winners) == 1
        assert {seen for _, seen in answers} == set(winners)

    def test_good_runs_are_forgotten_first_and_open_ones_never(self, book: RunBook) -> None:
        day = timedelta(days=1)
        for run_id, state, age in (
            ("good, new", RunState.SUCCESS, 9),
            ("good, old", RunState.SUCCESS, 11),
            ("bad, old", RunState.FAILED, 11),
            ("bad, older", RunState.ABANDONED, 31),
            ("good, older", RunState.SUCCESS, 31),
        ):
            book.add(a_run(run_id, state=state, finished_at=NOW - age * day))
        book.add(a_run("queued", requested_at=NOW - 99 * day))
        book.add(a_run("waiting", state=RunState.WAITING, finished_at=NOW - 99 * day))
        book.add(a_run("running", state=RunState.RUNNING, started_at=NOW - 99 * day))

        erased = book.forget(good_before=NOW - 10 * day, any_before=NOW - 30 * day)

        left = {run.id for run in book.recent(SHOP, limit=100)}
        assert erased == 3
        assert left == {"good, new", "bad, old", "queued", "running", "waiting"}

    def test_no_change_is_lost_among_many(self, book: RunBook) -> None:
        book.add(a_run())

        def count_up(_: int) -> None:
            book.change("run 1", lambda run: attrs.evolve(run, attempt=run.attempt + 1))

        with ThreadPoolExecutor(4) as crowd:
            list(crowd.map(count_up, range(20)))

        assert book.get("run 1") == a_run(attempt=21)

    def test_the_newest_request_comes_first(self, book: RunBook) -> None:
        for run in (
            a_run("run 1", requested_at=NOW + MINUTE),
            a_run("run 2", requested_at=NOW + 2 * MINUTE, job="stock"),
            a_run("run 3", state=RunState.FAILED),
            a_run("run 4", shop=OTHER_SHOP),
        ):
            book.add(run)

        assert _ids(book.recent(SHOP)) == ["run 2", "run 1", "run 3"]
        assert _ids(book.recent(SHOP, job="orders")) == ["run 1", "run 3"]
        assert _ids(book.recent(SHOP, states={RunState.FAILED})) == ["run 3"]
        assert _ids(book.recent(SHOP, states=[RunState.FAILED, RunState.QUEUED], limit=2)) == [
            "run 2",
            "run 1",
        ]

    def test_runs_are_read_page_by_page(self, book: RunBook) -> None:
        """
        Several requests may carry one and the same time.
        """
        for number in range(5):
            book.add(a_run(f"run {number}", requested_at=NOW + (number // 3) * MINUTE))
        book.add(a_run("elsewhere", shop=OTHER_SHOP))

        pages, before = [], ""
        while page := _ids(book.recent(SHOP, before=before, limit=2)):
            pages.append(page)
            before = page[-1]

        assert pages == [["run 4", "run 3"], ["run 2", "run 1"], ["run 0"]]
        assert not book.recent(SHOP, before="unknown")
        assert not book.recent(SHOP, before="elsewhere")

    def test_the_longest_waiting_come_first_from_all_shops(self, book: RunBook) -> None:
        for run in (
            a_run("run 1", requested_at=NOW + MINUTE),
            a_run("run 2", shop=OTHER_SHOP, state=RunState.WAITING),
            a_run("run 3", state=RunState.RUNNING),
        ):
            book.add(run)
        unfinished = {RunState.QUEUED, RunState.WAITING}

        assert _ids(book.in_states(unfinished)) == ["run 2", "run 1"]
        assert _ids(book.in_states(unfinished, limit=1)) == ["run 2"]
        assert not book.in_states([])

    def test_a_span_has_both_its_ends(self, book: RunBook) -> None:
        for minutes in (4, 3, 2, 1):
            book.add(a_run(f"run {minutes}", finished_at=NOW + minutes * MINUTE))
        book.add(a_run("unfinished"))
        book.add(a_run("another job", job="stock", finished_at=NOW + 2 * MINUTE))
        book.add(a_run("elsewhere", shop=OTHER_SHOP, finished_at=NOW + 2 * MINUTE))
        start, end = NOW + 2 * MINUTE, NOW + 4 * MINUTE

        found = book.finished_between(SHOP, "orders", start, end)

        assert _ids(found) == ["run 2", "run 3", "run 4"]
        assert _ids(book.finished_between(SHOP, "orders", start, end, limit=1)) == ["run 2"]
