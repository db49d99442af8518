"""
The SQLite file that stands in for JTL's SQL Server database.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs

from sandbox.jtl import schema_articles, schema_orders, schema_worker

Value = str | int | float | None


@attrs.frozen
class Database:
    """
    One connection to the file; another process may read it and fill the inbox meanwhile.
    """

    connection: sqlite3.Connection

    @classmethod
    def open(cls, path: Path) -> "Database":
        """
        Open *path*, creating an empty file when it is missing.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, timeout=10, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return cls(connection)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """
        Run the block as one transaction of the ERP itself, or not at all.

        The first one creates the tables, so a file has its schema and its furniture or neither.
        """
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            if not self.has_schema():
                self._create_schema()
            self.connection.execute("UPDATE sandbox_mark SET writing = 1")
            yield
            self.connection.execute("UPDATE sandbox_mark SET writing = 0")
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """
        Run the block against one unchanging picture of the database.
        """
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """
        Return all rows of a query.
        """
        return self.connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Value) -> sqlite3.Row | None:
        """
        Return the first row of a query.
        """
        row = self.connection.execute(sql, values).fetchone()
        return row if isinstance(row, sqlite3.Row) else None

    def count(self, sql: str, *values: Value) -> int:
        """
        Return the single whole number a query answers; 0 when it answers nothing.
        """
        row = self.one(sql, *values)
        return int(row[0]) if row is not None and row[0] is not None else 0

    def run(self, sql: str, *values: Value) -> None:
        """
        Execute one statement.
        """
        self.connection.execute(sql, values)

    def insert(self, table: str, row: Mapping[str, Value]) -> int:
        """
        Add one row and return its key.
        """
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self.connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values())
        )
        return cursor.lastrowid or 0

    def has_schema(self) -> bool:
        """
        Tell whether the tables were created before.
        """
        return self.count("SELECT count(*) FROM sqlite_master WHERE name = 'sandbox_mark'") > 0

    def _create_schema(self) -> None:
        business = (*schema_articles.TABLES, *schema_orders.TABLES)
        views = (*schema_articles.VIEWS, *schema_orders.VIEWS)
        for statement in (*business, *schema_worker.TABLES, *views):
            self.connection.execute(statement)
        for statement in business:
            if found := re.match(r"CREATE TABLE (\w+)", statement):
                for trigger in schema_worker.watch_triggers(found[1]):
                    self.connection.execute(trigger)
