"""
JTL's database: a SQLite file that stands in for it, or, by the same words, a real SQL Server.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import attrs

from sandbox.jtl import schema_articles, schema_orders, schema_worker

Value: TypeAlias = str | int | float | None
#: A row, by place and by name.
Row: TypeAlias = Any


class Database(Protocol):
    """
    What the ERP's people and its worker ask of their database.

    Statements name tables without schemas; ``?`` stands for a value.
    """

    def writing(self) -> AbstractContextManager[None]:
        """
        Run the block as one transaction of the ERP itself, or not at all.
        """

    def reading(self) -> AbstractContextManager[None]:
        """
        Run the block against one unchanging picture of the database.
        """

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """
        Return all rows of a query.
        """

    def one(self, sql: str, *values: Value) -> Row | None:
        """
        Return the first row of a query.
        """

    def count(self, sql: str, *values: Value) -> int:
        """
        Return the single whole number a query answers; 0 when it answers nothing.
        """

    def run(self, sql: str, *values: Value) -> int:
        """
        Execute one statement; return how many rows it touched.
        """

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """
        Execute one statement for each of *rows*.
        """

    def insert(self, table: str, row: Mapping[str, Value]) -> int:
        """
        Add one row and return its key.
        """

    def has_schema(self) -> bool:
        """
        Tell whether the worker's tables were created before.
        """

    def close(self) -> None:
        """
        Let go of it.
        """


@attrs.frozen
class SqliteDatabase(Database):
    """
    One connection to the file; another process may read it and fill the inbox meanwhile.
    """

    connection: sqlite3.Connection

    @classmethod
    def open(cls, path: Path) -> "SqliteDatabase":
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

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """
        Return all rows of a query.
        """
        return self.connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Value) -> Row | None:
        """
        Return the first row of a query.
        """
        return self.connection.execute(sql, values).fetchone()

    def count(self, sql: str, *values: Value) -> int:
        """
        Return the single whole number a query answers; 0 when it answers nothing.
        """
        row = self.one(sql, *values)
        return int(row[0]) if row is not None and row[0] is not None else 0

    def run(self, sql: str, *values: Value) -> int:
        """
        Execute one statement; return how many rows it touched.
        """
        return self.connection.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """
        Execute one statement for each of *rows*.
        """
        self.connection.executemany(sql, rows)

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

    def close(self) -> None:
        """
        Let go of the file.
        """
        self.connection.close()

    def _create_schema(self) -> None:
        business = (*schema_articles.TABLES, *schema_orders.TABLES)
        views = (*schema_articles.VIEWS, *schema_orders.VIEWS)
        for statement in (*business, *schema_worker.TABLES, *views):
            self.connection.execute(statement)
        for statement in business:
            if found := re.match(r"CREATE TABLE (\w+)", statement):
                for trigger in schema_worker.watch_triggers(found[1]):
                    self.connection.execute(trigger)
