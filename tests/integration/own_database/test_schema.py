"""Migrations produce the tables the program expects, and nothing half."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.integration.own_database.databases import empty_postgres

from adapters.own_database.schema import downgrade, require_current, status, upgrade
from adapters.own_database.tables.columns import metadata
from adapters.sql.engine import open_engine
from shared_kernel.errors import RejectedError


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """
    An empty database of each kind.
    """
    if request.param == "postgres":
        with empty_postgres() as engine:
            yield engine
        return
    engine = open_engine(f"sqlite:///{tmp_path}/100%/own.db")
    yield engine
    engine.dispose()


def _tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


def test_migrations_make_exactly_our_tables(empty: sa.Engine) -> None:
    upgrade(empty)

    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_an_upgraded_database_is_current(empty: sa.Engine) -> None:
    upgrade(empty)
    upgrade(empty)

    require_current(empty)
    assert status(empty).current == status(empty).head


def test_an_empty_database_is_refused_with_the_way_out(empty: sa.Engine) -> None:
    with pytest.raises(RejectedError, match="temu-jtl db upgrade"):
        require_current(empty)


def test_a_database_of_a_newer_program_is_refused(empty: sa.Engine) -> None:
    upgrade(empty)
    with empty.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(RejectedError, match="newer than this program"):
        require_current(empty)


def test_going_back_removes_everything(empty: sa.Engine) -> None:
    upgrade(empty)

    downgrade(empty, "base")

    assert _tables(empty) == {"alembic_version"}


def test_a_failed_upgrade_leaves_nothing_behind(empty: sa.Engine) -> None:
    """
    The last migration's table is in the way; what the first ones made must go too.
    """
    with empty.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE sessions (id_hash integer)")

    with pytest.raises(sa.exc.DBAPIError):
        upgrade(empty)

    assert _tables(empty) == {"sessions"}


def test_two_processes_may_upgrade_at_once(empty: sa.Engine) -> None:
    with ThreadPoolExecutor(2) as both:
        list(both.map(upgrade, [empty, empty]))

    require_current(empty)


def test_no_text_in_a_key_is_too_long_for_sql_server() -> None:
    """
    An index there holds 1,700 bytes, two for each letter.
    """
    tables = metadata.sorted_tables
    keys = [list(table.primary_key.columns) for table in tables]
    keys += [list(index.columns) for table in tables for index in table.indexes]

    lengths = [[c.type.length for c in key if isinstance(c.type, sa.Unicode)] for key in keys]

    assert max(2 * sum(length or 1700 for length in key) for key in lengths) <= 1700
