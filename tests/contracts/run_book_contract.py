"""What every record of runs does."""

from datetime import timedelta
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from job_core.ports.run_book import RunBook
from job_core.run import Run, RunState, StepReport


def a_run(run_id: str = "run 1", **changes: Any) -> Run:
    """
    Return a run that has just begun; keywords are fields of ``Run``.
    """
    run = Run(
        id=run_id,
        shop=SHOP,
        job="orders",
        parameters=MappingProxyType({"mode": "full", "days": 7, "dry": False, "only": None}),
        state=RunState.RUNNING,
        started_at=NOW,
    )
    return attrs.evolve(run, **changes)


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

    def test_a_run_comes_back_as_it_was_saved_last(self, book: RunBook) -> None:
        ended = a_run(
            state=RunState.FAILED,
            finished_at=NOW + timedelta(seconds=1.5),
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
        book.save(a_run())

        book.save(ended)

        assert book.get("run 1") == ended
        assert book.get("run 2") is None

    def test_the_newest_start_comes_first(self, book: RunBook) -> None:
        runs = [
            a_run("run 1", started_at=NOW + timedelta(minutes=1)),
            a_run("run 2", started_at=NOW + timedelta(minutes=2), job="stock"),
            a_run("run 3"),
            a_run("run 4", shop=OTHER_SHOP),
        ]
        for run in runs:
            book.save(run)

        assert [run.id for run in book.recent(SHOP)] == ["run 2", "run 1", "run 3"]
        assert [run.id for run in book.recent(SHOP, job="orders")] == ["run 1", "run 3"]
        assert [run.id for run in book.recent(SHOP, limit=1)] == ["run 2"]
