"""The contract of RunLog in our database."""

from datetime import timedelta
from typing import Any

import attrs
import pytest
import sqlalchemy as sa
from tests.contracts.books import NOW, SHOP, Books
from tests.contracts.job_examples import a_line, a_run
from tests.contracts.log_retention_contract import LogRetentionContract
from tests.contracts.run_log_contract import RunLogContract
from tests.integration.own_database.databases import empty_tables
from tests.integration.own_database.sql_books import sql_books

from adapters.own_database.run_log import SqlRunLog
from job_core.ports.run_log import LogFilter
from job_core.run import RunState


class TestSqlRunLog(RunLogContract):
    pass


class TestSqlLogRetention(LogRetentionContract):
    pass


@pytest.fixture
def books_beside_a_log(log_in_its_file: sa.Engine, sqlite_engine: sa.Engine) -> Books:
    """
    All ports on SQLite, whose run log is in a file of its own.
    """
    empty_tables(sqlite_engine)
    return attrs.evolve(sql_books(sqlite_engine), run_log=SqlRunLog(log_in_its_file, sqlite_engine))


class TestRunLogInItsOwnFile(RunLogContract):
    @pytest.fixture
    def books(self, books_beside_a_log: Books) -> Books:
        return books_beside_a_log


class TestLogRetentionInItsOwnFile(LogRetentionContract):
    @pytest.fixture
    def books(self, books_beside_a_log: Books) -> Books:
        return books_beside_a_log


def test_lines_of_more_runs_than_are_asked_for_at_once_are_erased(books: Books) -> None:
    old = NOW - timedelta(days=2)
    names = [f"run {n:04}" for n in range(1_002)]
    books.run_book.add(a_run(names[0], state=RunState.SUCCESS))
    books.run_book.add(a_run(names[-1], state=RunState.SUCCESS))
    books.run_log.append([a_line("old", name, at=old) for name in names])

    erased = books.run_log.erase(of_good_runs_before=NOW, of_any_before=old, keep_most=len(names))

    kept = books.run_log.after(0, LogFilter(), limit=len(names))
    assert erased == 2
    assert [stored.line.run_id for stored in kept] == names[1:-1]


def test_the_lines_of_a_run_are_not_searched_among_its_shops(sqlite_engine: sa.Engine) -> None:
    """
    Without statistics SQLite takes whichever index it likes.
    """
    plans: list[str] = []

    def explain(connection: sa.Connection, _cursor: object, statement: str, *rest: Any) -> None:
        found = connection.connection.cursor()
        plans.extend(str(row) for row in found.execute(f"EXPLAIN QUERY PLAN {statement}", rest[0]))

    sa.event.listen(sqlite_engine, "before_cursor_execute", explain)
    SqlRunLog(sqlite_engine).after(5, LogFilter(shop=SHOP, run_id="run 1"))
    sa.event.remove(sqlite_engine, "before_cursor_execute", explain)

    assert any("ix_scheduler_logs_run_id_position" in plan for plan in plans)
