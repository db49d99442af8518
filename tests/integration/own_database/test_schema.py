"""Migrations produce the tables the program expects, and nothing half."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import mssql
from tests.integration.own_database.databases import DATABASES, empty_database

from adapters.own_database.schema import downgrade, require_current, status, upgrade
from adapters.own_database.tables.columns import metadata
from shared_kernel.errors import RejectedError


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """
    An empty database of each kind.
    """
    with empty_database(request.param, tmp_path / "100%") as engine:
        yield engine


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


def test_no_key_is_too_long_for_sql_server() -> None:
    """
    An index there holds 1,700 bytes, two for each letter; that of a primary key holds 900.
    """
    tables = metadata.sorted_tables
    keys = [list(table.primary_key.columns) for table in tables]
    others = [list(index.columns) for table in tables for index in table.indexes]
    others += [
        list(constraint.columns)
        for table in tables
        for constraint in table.constraints
        if isinstance(constraint, sa.UniqueConstraint)
    ]

    assert max(map(_bytes_there, keys)) <= 900
    assert max(map(_bytes_there, others)) <= 1700


def _bytes_there(key: list[sa.Column[Any]]) -> int:
    dialect = mssql.dialect()  # type: ignore[no-untyped-call]  # untyped there
    there = [column.type.dialect_impl(dialect) for column in key]
    # Numbers and times take eight at most; a text without a length never fits.
    return sum(2 * (kind.length or 1700) if hasattr(kind, "length") else 8 for kind in there)
