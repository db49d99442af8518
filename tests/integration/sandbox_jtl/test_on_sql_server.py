"""The sandbox's worker on a SQL Server: its own tables, its words, its address."""

import re

import pytest
from tests.integration.sql_server.t_sql import complaints

from sandbox.jtl import sql_server
from sandbox.jtl.names import NAMES
from sandbox.jtl.sql_server import SqlServerDatabase, in_t_sql, watch_triggers

_STATEMENT = re.compile(r"(?:UPDATE dbo|INSERT INTO)[^;]*|SELECT writing[^)]*")


@pytest.mark.parametrize("statement", sql_server._WORKERS_TABLES)
def test_its_tables_are_t_sql(statement: str) -> None:
    # It counts its seconds in a float, which we would not keep anything of ours in.
    found = complaints(statement.replace("float(53)", "bigint"))

    assert found == ()


@pytest.mark.parametrize("table", sorted(name for name in NAMES if name.startswith("t")))
def test_what_its_triggers_do_is_t_sql(table: str) -> None:
    """
    sqlglot takes no trigger as a whole, but what stands in it.
    """
    for trigger in watch_triggers(table):
        parts = _STATEMENT.findall(trigger)
        assert len(parts) == 3
        assert [complaints(part) for part in parts] == [(), (), ()]
        assert f".{table} AFTER " in trigger


def test_names_get_their_schema_and_nothing_else_does() -> None:
    said = in_t_sql(
        "SELECT kArtikel FROM tArtikel a JOIN tAuftragPosition p ON p.kArtikel = a.kArtikel"
        " WHERE external = ? ORDER BY a.kArtikel LIMIT ?"
    )

    assert said == (
        "SELECT kArtikel FROM dbo.tArtikel a JOIN Verkauf.tAuftragPosition p"
        " ON p.kArtikel = a.kArtikel WHERE [external] = ? ORDER BY a.kArtikel"
        " OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY"
    )


@pytest.mark.parametrize("url", ["sqlite:///x", "mssql+pyodbc://sa:secret@server.invalid/"])
def test_an_address_without_a_database_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="server/database"):
        SqlServerDatabase.open(url)
