"""What is sent to SQL Server is T-SQL that the oldest server we support takes."""

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.mssql import pyodbc
from tests.integration.sql_server.t_sql import MOST_PARAMETERS, complaints

from adapters.own_database import schema
from adapters.own_database.tables.columns import metadata

#: Each type a column of ours may have there.
TYPES = {
    "BIT",
    "INTEGER",
    "BIGINT",
    "DATETIME2(6)",
    "NUMERIC(25, 13)",
    "VARBINARY(max)",
    "NVARCHAR(max) COLLATE Latin1_General_BIN2",
}
COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]
GOOD = (
    "UPDATE t SET a=given.a OUTPUT inserted.a FROM t, (SELECT 1 AS a) AS given WHERE t.b = given.a"
)


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_has_a_type_that_loses_nothing(column: sa.Column[object]) -> None:
    dialect = pyodbc.dialect()  # type: ignore[no-untyped-call]  # untyped there
    dialect.deprecate_large_types = True

    name = dialect.type_compiler_instance.process(column.type.dialect_impl(dialect))

    short_text = name.startswith("NVARCHAR(") and name.endswith(" COLLATE Latin1_General_BIN2")
    assert name in TYPES or short_text


def test_every_table_file_is_looked_at() -> None:
    assert len(schema.TABLE_FILES) >= 10
    assert len(COLUMNS) > 150


@pytest.mark.parametrize(
    "sql",
    [
        "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET t.b = s.b;",
        "CREATE OR ALTER VIEW v AS SELECT 1 AS a",
        "SELECT TOP 3 WITH TIES a FROM t ORDER BY a",
        "CREATE SYNONYM s FOR t",
        "SELECT name FROM sys.default_constraints",
        "SELECT a FROM t WITH (UPDLOCK, HOLDLOCK) WHERE a = ?",
        "SELECT a FROM t OPTION (RECOMPILE)",
        "SELECT STRING_AGG(a, ',') FROM t",
        "SELECT GREATEST(a, b) FROM t",
        "UPDATE t SET a = 1 OUTPUT inserted.a WHERE b = 2",
        "UPDATE t SET a = b + 1 FROM t, s WHERE t.c = s.c",
        "CREATE TABLE t (a NTEXT NULL)",
        "CREATE TABLE t (a DATETIME NULL)",
        "CREATE TABLE t (a VARCHAR(20) NULL)",
        "SELECT a FROM t WHERE",
        "SELECT 1 AS a; SELECT 2 AS b",
        "GRANT SELECT ON t TO somebody",
        "EXEC xp_cmdshell 'dir'",
        f"SELECT a FROM t WHERE a IN ({', '.join('?' * (MOST_PARAMETERS + 1))})",
    ],
)
def test_what_we_do_not_send_is_recognised(sql: str) -> None:
    try:
        found = complaints(sql)
    except AssertionError as error:
        found = (str(error),)

    assert found


@pytest.mark.parametrize(
    "sql",
    [
        GOOD,
        "SET LOCK_TIMEOUT 5000",
        "SELECT a AS text FROM t WHERE b LIKE ? ESCAPE '!' AND c <> 'MERGE ?'",
        f"SELECT a FROM t WHERE a IN ({', '.join('?' * MOST_PARAMETERS)})",
    ],
)
def test_what_we_send_is_let_through(sql: str) -> None:
    assert complaints(sql) == ()
