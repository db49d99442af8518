"""What we say to JTL's SQL Server, as text."""

import inspect
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mssql

from adapters.jtl_sql import statements, wanted
from adapters.jtl_sql.connection import ON_CONNECT
from adapters.jtl_sql.tables import SCHEMAS

MANY = [f"SKU-{n}" for n in range(100_000)]
WRITING = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE|EXEC|EXECUTE|TRUNCATE|DROP|ALTER|CREATE)\b")
NAMES = [
    name
    for name, function in inspect.getmembers(statements, inspect.isfunction)
    if function.__module__ == statements.__name__ and not name.startswith("_")
]


def compiled(name: str, table: sa.FromClause) -> sa.Compiled:
    possible = {"wanted": table, "warehouses": [1, 2]}
    function = getattr(statements, name)
    taken = inspect.signature(function).parameters
    statement: sa.ClauseElement = function(
        **{parameter: possible[parameter] for parameter in taken}
    )
    return statement.compile(
        dialect=mssql.dialect(),  # type: ignore[no-untyped-call]  # SQLAlchemy's
        schema_translate_map={schema: f"[eazybusiness].[{schema}]" for schema in SCHEMAS},
        render_schema_translate=True,
        compile_kwargs={"render_postcompile": True},
    )


@pytest.mark.parametrize("name", NAMES)
def test_only_the_inbox_is_written(name: str) -> None:
    text = str(compiled(name, wanted.texts("mssql", MANY)))

    first, verbs = text.split()[0], set(WRITING.findall(text))
    if name == "put_in_inbox":
        assert text.startswith("INSERT INTO eazybusiness.dbo.[tXMLBestellImport] ")
        assert verbs == {"INSERT"}
    else:
        assert first == "SELECT"
        assert not verbs


@pytest.mark.parametrize("json", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_a_long_list_stays_below_the_parameter_limit(name: str, json: bool) -> None:
    size = len(MANY) if json else wanted.PER_STATEMENT_WITHOUT_JSON

    statement = compiled(name, wanted.texts("mssql", MANY[:size], json=json))

    assert len(statement.params) <= 2_100


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_named_with_its_database(name: str) -> None:
    text = str(compiled(name, wanted.texts("mssql", MANY[:3])))

    tables = re.findall(r"(?:FROM|JOIN|INTO) (\[?\w[^\s,()]*)", text)
    assert len(tables) > tables.count("OPENJSON")
    assert all(t.startswith("eazybusiness.") for t in tables if t != "OPENJSON")


def test_no_other_module_writes_sql() -> None:
    """
    The list above is complete: nobody else in the adapter builds a statement.
    """
    folder = Path(statements.__file__).parent
    builders = re.compile(r"sa\.(select|insert|update|delete|text)\(|exec_driver_sql")
    found = {
        (path.name, match[0])
        for path in folder.glob("*.py")
        if path.name != "statements.py"
        for match in builders.finditer(path.read_text("utf-8"))
    }

    # The one question whether the server has OPENJSON.
    assert found == {("connection.py", "exec_driver_sql")}


def test_the_erp_goes_first() -> None:
    assert "SET LOCK_TIMEOUT 5000" in ON_CONNECT
    assert "SET DEADLOCK_PRIORITY LOW" in ON_CONNECT
    assert "SET TRANSACTION ISOLATION LEVEL READ COMMITTED" in ON_CONNECT
