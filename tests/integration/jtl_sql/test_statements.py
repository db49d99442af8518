"""What we say to JTL's SQL Server, as text."""

import inspect
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mssql
from tests.integration.sql_server.t_sql import complaints

from adapters.jtl_sql import statements, wanted
from adapters.jtl_sql.connection import LOWEST_ACTIVE, ON_CONNECT, WHERE_TAKEN
from adapters.jtl_sql.tables import METADATA, SCHEMAS

MANY = [f"SKU-{n}" for n in range(100_000)]
WRITING = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE|EXEC|EXECUTE|TRUNCATE|DROP|ALTER|CREATE)\b")
SERVER = wanted.Server(dialect="mssql", collation="German_PhoneBook_CI_AS")
OLD_SERVER = wanted.Server(dialect="mssql", json=False, collation="German_PhoneBook_CI_AS")
NAMES = [
    name
    for name, function in inspect.getmembers(statements, inspect.isfunction)
    if function.__module__ == statements.__name__ and not name.startswith("_")
]


def compiled(name: str, table: sa.FromClause) -> sa.Compiled:
    possible = {"wanted": table, "warehouses": [1, 2], "server": SERVER, "versions": True}
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
    text = str(compiled(name, wanted.texts(SERVER, MANY)))

    first, verbs = text.split()[0], set(WRITING.findall(text))
    if name == "put_in_inbox":
        assert text.startswith("INSERT INTO eazybusiness.dbo.[tXMLBestellImport] ")
        assert verbs == {"INSERT"}
    else:
        assert first == "SELECT"
        assert not verbs


@pytest.mark.parametrize("server", [SERVER, OLD_SERVER], ids=["json", "no json"])
@pytest.mark.parametrize("name", NAMES)
def test_a_long_list_stays_below_the_parameter_limit(name: str, server: wanted.Server) -> None:
    size = len(MANY) if server.json else wanted.PER_STATEMENT_WITHOUT_JSON

    statement = compiled(name, wanted.texts(server, MANY[:size]))

    assert len(statement.params) <= 2_099


@pytest.mark.parametrize("server", [SERVER, OLD_SERVER], ids=["json", "no json"])
@pytest.mark.parametrize("name", NAMES)
def test_every_statement_is_t_sql_that_every_server_takes(name: str, server: wanted.Server) -> None:
    text = str(compiled(name, wanted.texts(server, MANY[:3])))

    assert complaints(text) == (), text


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_compared_in_the_collation_of_jtls_database(name: str) -> None:
    """
    Connected to another database, that one's collation would count, and no index be used.
    """
    text = str(compiled(name, wanted.texts(SERVER, MANY[:3])))

    assert "DATABASE_DEFAULT" not in text
    if "OPENJSON" in text:
        assert "COLLATE [German_PhoneBook_CI_AS] AS value" in text.replace('"', "") or (
            "COLLATE German_PhoneBook_CI_AS AS value" in text
        )


@pytest.mark.parametrize(
    "column", [c for table in METADATA.sorted_tables for c in table.columns], ids=str
)
def test_every_column_is_read_as_what_it_is(column: sa.Column[object]) -> None:
    dialect = mssql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's
    kind = dialect.type_compiler_instance.process(column.type.dialect_impl(dialect))

    possible = {
        "f": {"NUMERIC(25, 13)"},
        "c": {"NVARCHAR(max)", "NTEXT"},
        "d": {"DATETIME"},
        "k": {"INTEGER"},
        "n": {"INTEGER", "SMALLINT", "BIT"},
    }
    assert kind in possible[column.name[0]]


@pytest.mark.parametrize("name", NAMES)
def test_no_column_has_more_than_two_names(name: str) -> None:
    """
    With schema and database before it, it would have four, which is deprecated.
    """
    text = str(compiled(name, wanted.texts(SERVER, MANY[:3])))

    places = set(re.findall(r"(?:FROM|JOIN|INTO) (\S+\.\S+)", text))
    assert set(re.findall(r"\S+\.\S+\.\S+", text)) <= places


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_named_with_its_database(name: str) -> None:
    text = str(compiled(name, wanted.texts(SERVER, MANY[:3])))

    tables = re.findall(r"(?:FROM|JOIN|INTO) (\[?\w[^\s,()]*)", text)
    assert len(tables) > tables.count("OPENJSON")
    assert all(t.startswith("eazybusiness.") for t in tables if t != "OPENJSON")


def test_no_other_module_writes_sql() -> None:
    """
    The list above is complete: nobody else in the adapter builds a statement on JTL's tables.
    """
    folder = Path(statements.__file__).parent
    builders = re.compile(r"sa\.(select|insert|update|delete|text)\(|exec_driver_sql")
    found = {
        (path.name, match[0])
        for path in folder.glob("*.py")
        if path.name != "statements.py"
        for match in builders.finditer(path.read_text("utf-8"))
    }

    # The list itself, and the one question which collation the database has.
    assert found == {("wanted.py", "sa.select("), ("connection.py", "exec_driver_sql")}


def test_the_question_for_the_lowest_version_only_reads() -> None:
    """
    It is run by a procedure of JTL's database, since it speaks of the one it is asked in.
    """
    called, rest = LOWEST_ACTIVE.format(catalog="eazybusiness").split(" N'", 1)
    asked, declared, place = re.split(r"',(?: N')? ?", rest)

    assert called == "EXEC [eazybusiness].sys.sp_executesql"
    assert asked.startswith("SELECT CASE WHEN DB_NAME() = @place THEN ")
    assert not WRITING.findall(asked)
    assert complaints(asked) == ()
    assert (declared, place) == ("@place nvarchar(128)", "@place = ?")


def test_the_erp_goes_first() -> None:
    assert "SET TRANSACTION ISOLATION LEVEL READ COMMITTED" in ON_CONNECT
    assert "SET LOCK_TIMEOUT 5000" in WHERE_TAKEN
    assert "SET DEADLOCK_PRIORITY LOW" in WHERE_TAKEN
