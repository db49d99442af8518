"""The contract of RunLog in our database."""

from typing import Any

import sqlalchemy as sa
from tests.contracts.books import SHOP
from tests.contracts.log_retention_contract import LogRetentionContract
from tests.contracts.run_log_contract import RunLogContract

from adapters.own_database.run_log import SqlRunLog
from job_core.ports.run_log import LogFilter


class TestSqlRunLog(RunLogContract):
    pass


class TestSqlLogRetention(LogRetentionContract):
    pass


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
