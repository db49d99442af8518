"""The run log in a SQLite file of its own: neither file waits for the other."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.contracts.job_examples import a_line, a_run
from tests.integration.own_database.databases import LOG_TABLES, log_file
from tests.unit.entrypoints.settings.written import loaded

from adapters.own_database.log_file import log_url
from adapters.own_database.run_log import take_positions
from adapters.own_database.schema import LOG, downgrade, require_current
from adapters.own_database.tables.columns import metadata
from adapters.sql.transaction import writing
from entrypoints.container.database import (
    database_status,
    require_current_schema,
    upgrade_database,
)
from entrypoints.container.job_adapters import JobAdapters
from entrypoints.open_shop import database_url, open_shop
from job_core.ports.run_log import LogFilter, RunLog
from shared_kernel.errors import RejectedError

ALL = LogFilter()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """
    A new database with its log.
    """
    url = f"sqlite:///{tmp_path}/data/own.sqlite"
    upgrade_database(url)
    return url


@pytest.fixture
def adapters(url: str) -> Iterator[JobAdapters]:
    """
    What a server has.
    """
    adapters = JobAdapters(database_url=url)
    yield adapters
    adapters.shutdown_resources()


def _texts(log: RunLog) -> list[str]:
    return [stored.line.text for stored in log.after(0, ALL)]


def test_lines_are_stored_while_a_long_transaction_writes_the_books(
    adapters: JobAdapters,
) -> None:
    log = adapters.run_log()

    with writing(adapters.engine()):
        log.append([a_line("meanwhile")])
        meanwhile = _texts(log)

    assert meanwhile == ["meanwhile"]


def test_the_books_are_written_while_lines_are_being_stored(adapters: JobAdapters) -> None:
    with writing(adapters.log_engine()) as slow:
        take_positions(slow, 1)
        adapters.run_book().add(a_run("meanwhile"))

        assert adapters.run_book().get("meanwhile") is not None


def test_a_command_writes_the_same_log_and_waits_for_nobody(tmp_path: Path) -> None:
    settings = loaded(tmp_path)
    upgrade_database(database_url(settings))
    with open_shop(settings, None) as shop, writing(shop.adapters.engine()):
        shop.adapters.run_log().append([a_line("typed")])

    adapters = JobAdapters(database_url=database_url(settings))
    assert _texts(adapters.run_log()) == ["typed"]
    adapters.shutdown_resources()


def test_the_file_lies_beside_the_database_for_its_owner_only(url: str, tmp_path: Path) -> None:
    there = {path.name: path.stat() for path in (tmp_path / "data").iterdir()}

    assert {"own.sqlite", "own-log.sqlite"} <= there.keys()
    assert {stat.S_IMODE(found.st_mode) for found in there.values()} == {0o600}


@pytest.mark.parametrize(
    ("books", "log"),
    [
        ("sqlite:////data/temu-jtl.sqlite", "sqlite:////data/temu-jtl-log.sqlite"),
        ("sqlite:///own", "sqlite:///own-log"),
        ("sqlite:///v1.2/own.db?timeout=5", "sqlite:///v1.2/own-log.db?timeout=5"),
        ("postgresql+psycopg://me:secret@db.example/own",) * 2,
        ("mssql+pyodbc://me:secret@db.example/own",) * 2,
    ],
)
def test_only_sqlite_has_a_file_for_the_log(books: str, log: str) -> None:
    assert log_url(books) == log


def test_migrations_make_exactly_the_logs_tables(sqlite_engine: sa.Engine) -> None:
    wanted = sa.MetaData(naming_convention=metadata.naming_convention)
    for table in LOG_TABLES:
        table.to_metadata(wanted)

    with log_file(sqlite_engine) as log, log.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, wanted)
        require_current(log, LOG)

    assert differences == []


def test_going_back_removes_everything(adapters: JobAdapters) -> None:
    log = adapters.log_engine()

    downgrade(log, "base", LOG)

    assert sa.inspect(log).get_table_names() == ["alembic_version"]


def test_a_log_that_is_missing_is_refused_with_the_way_out(url: str, tmp_path: Path) -> None:
    for path in (tmp_path / "data").glob("own-log.sqlite*"):
        path.unlink()

    with pytest.raises(RejectedError, match=r"run log's file has version none.* db upgrade"):
        require_current_schema(url)

    assert not database_status(url).is_current
    upgrade_database(url)
    require_current_schema(url)
