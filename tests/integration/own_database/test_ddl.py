"""What a database administrator is given makes the database the program wants."""

import itertools
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from tests.integration.own_database.databases import empty_postgres
from tests.integration.sql_server.t_sql import complaints

from adapters.own_database.ddl import ddl_script
from adapters.own_database.schema import alembic_config, downgrade, require_current
from adapters.sql.engine import open_engine

SCRIPTS = ScriptDirectory.from_config(alembic_config(None)).walk_revisions()
VERSIONS = ["base", *sorted(script.revision for script in SCRIPTS)]
STEPS = list(itertools.pairwise(VERSIONS))
BACK = [(later, earlier) for earlier, later in STEPS]
#: What begins and ends a script, and is no statement of ours.
FRAME = {"", "BEGIN TRANSACTION", "COMMIT", "SET XACT_ABORT ON"}


def _statements(script: str) -> list[str]:
    without_comments = re.sub(r"^--.*$", "", script, flags=re.MULTILINE)
    batches = re.split(r"^GO$", without_comments, flags=re.MULTILINE)
    # A batch may hold the frame and a statement.
    parts = [part.strip() for batch in batches for part in batch.split(";\n")]
    return [part.rstrip(";").strip() for part in parts]


@pytest.mark.parametrize(("start", "end"), STEPS + BACK)
def test_every_step_is_t_sql_that_every_server_takes(start: str, end: str) -> None:
    statements = [s for s in _statements(ddl_script("mssql", start, end)) if s not in FRAME]

    assert statements
    for statement in statements:
        # The version table is Alembic's own.
        if "alembic_version" not in statement:
            assert complaints(statement) == (), statement
        # A value that was not written down would stand there as a parameter.
        assert not re.search(r"[:@?]\w*", re.sub(r"'[^']*'", "''", statement)), statement


@pytest.mark.parametrize("start", ["base", "head"])
def test_a_default_is_never_dropped_by_name(start: str) -> None:
    script = ddl_script("mssql", start, "base" if start == "head" else "head")

    assert " DEFAULT " not in script
    assert "DROP CONSTRAINT" not in script


def test_on_sqlite_it_makes_the_present_version(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "own.db") as connection:
        connection.executescript(ddl_script("sqlite"))
    engine = open_engine(f"sqlite:///{tmp_path}/own.db")

    require_current(engine)
    engine.dispose()


@pytest.fixture
def postgres_by_hand() -> Iterator[sa.Engine]:
    """
    An empty PostgreSQL database.
    """
    with empty_postgres() as engine:
        yield engine


def test_on_postgresql_it_makes_the_present_version_and_goes_back(
    postgres_by_hand: sa.Engine,
) -> None:
    _run(postgres_by_hand, ddl_script("postgresql"))
    require_current(postgres_by_hand)

    _run(postgres_by_hand, ddl_script("postgresql", "head", "base"))
    assert set(sa.inspect(postgres_by_hand).get_table_names()) <= {"alembic_version"}


def test_every_step_by_hand_fits_the_next_by_the_program(postgres_by_hand: sa.Engine) -> None:
    for start, end in STEPS:
        _run(postgres_by_hand, ddl_script("postgresql", start, end))

    require_current(postgres_by_hand)
    downgrade(postgres_by_hand, "base")


def _run(engine: sa.Engine, script: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(script)
