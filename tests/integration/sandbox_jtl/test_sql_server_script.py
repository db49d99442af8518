"""The sandbox's JTL as a script for SQL Server: the tables we read, and what stands in them."""

import re
import subprocess
import sys

import pytest
import sqlalchemy as sa
import sqlglot
from sqlglot import exp

from adapters.jtl_sql.tables import METADATA
from sandbox.jtl.script import sql_server_script
from sandbox.jtl.setup import JtlSetup
from sandbox.world import SCENARIOS

SMALL = SCENARIOS["small"]()
BATCHES = list(
    sql_server_script(
        JtlSetup(articles=SMALL.articles, shipping_methods=SMALL.shipping_methods), "jtl_to_try"
    )
)
GUARD, MAKE, USE, *REST = BATCHES


def _parsed(batch: str) -> list[exp.Expr]:
    found = sqlglot.parse(batch, dialect="tsql", error_level=sqlglot.ErrorLevel.RAISE)
    return [one for one in found if one is not None]


def _created(kind: str) -> dict[str, exp.Create]:
    made = [one for batch in REST for one in _parsed(batch)]
    created = (one for one in made if isinstance(one, exp.Create) and one.kind == kind)
    return {next(one.find_all(exp.Table)).sql("tsql"): one for one in created}


@pytest.mark.parametrize("batch", REST)
def test_every_batch_is_t_sql(batch: str) -> None:
    unknown = [one.find(exp.Command) for one in _parsed(batch)]

    # The one thing sqlglot does not take apart.
    assert all(one is None or "IDENTITY_INSERT" in one.sql("tsql") for one in unknown), batch


def test_a_database_that_is_there_is_left_alone() -> None:
    """
    It could be a merchant's own.
    """
    assert GUARD.startswith("IF DB_ID(N'jtl_to_try') IS NOT NULL\nBEGIN\n    RAISERROR(")
    assert GUARD.endswith("SET NOEXEC ON;\nEND")
    assert MAKE == "CREATE DATABASE [jtl_to_try] COLLATE Latin1_General_CI_AS"
    assert USE == "USE [jtl_to_try]"


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=str)
def test_what_we_read_is_there_under_its_schema(table: sa.Table) -> None:
    name, columns = table.fullname, {column.name for column in table.columns}
    tables, views = _created("TABLE"), _created("VIEW")

    if name in tables:
        made = {column.name for column in tables[name].find_all(exp.ColumnDef)}
    else:
        query = next(views[name].find_all(exp.Select))
        made = {one.alias_or_name for one in query.expressions}

    assert columns <= made


def test_every_table_tells_what_changed() -> None:
    """
    JTL's tables have a rowversion.
    """
    for name, table in _created("TABLE").items():
        assert re.search(r"bRowversion (ROWVERSION|TIMESTAMP)", table.sql("tsql"), re.I), name


def test_every_article_stands_in_it() -> None:
    inserts = "".join(batch for batch in REST if "INSERT INTO dbo.tArtikel (" in batch)

    for article in SMALL.articles:
        assert f"N'{article.number}'" in inserts
    assert "SET IDENTITY_INSERT dbo.tArtikel ON;" in inserts


def test_a_moment_is_read_the_same_in_every_language() -> None:
    assert not re.search(r"N'\d{4}-\d{2}-\d{2} \d{2}:", "".join(REST))


@pytest.mark.parametrize("name", ["", "a]; DROP DATABASE x", "ä", "1a"])
def test_a_name_that_is_more_than_a_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no name"):
        list(sql_server_script(JtlSetup(articles=()), name))


def test_the_command_prints_batches() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "sandbox", "jtl-script", "--database", "jtl_to_try"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert printed.stdout.split("\nGO\n\n")[:-1] == BATCHES
