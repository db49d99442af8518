"""What only a real SQL Server can tell; skipped, by name, where none is given."""

import os
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from tests.integration.own_database.databases import MSSQL_SETTING, empty_mssql

from adapters.own_database.schema import downgrade, require_current, upgrade
from adapters.sql.transaction import reading

pytestmark = pytest.mark.skipif(
    not os.environ.get(MSSQL_SETTING), reason=f"no SQL Server; name one with {MSSQL_SETTING}"
)


@pytest.fixture(params=["mssql"])
def server() -> Iterator[sa.Engine]:
    """
    An empty database on the server that is given.
    """
    with empty_mssql() as engine:
        yield engine


def test_the_server_is_new_enough(server: sa.Engine) -> None:
    with server.connect():
        pass

    assert server.dialect.server_version_info is not None
    assert server.dialect.server_version_info >= (12,)


def test_it_goes_up_and_down_and_up(server: sa.Engine) -> None:
    upgrade(server)
    downgrade(server, "base")
    upgrade(server)

    require_current(server)


def test_a_failed_statement_undoes_all(server: sa.Engine) -> None:
    with server.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a int NOT NULL PRIMARY KEY)")

    with pytest.raises(sa.exc.IntegrityError):
        _insert(server, "(7)", "(1), (1)")

    with reading(server) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar_one() == 0


def _insert(server: sa.Engine, *rows: str) -> None:
    with server.begin() as connection:
        for values in rows:
            connection.exec_driver_sql(f"INSERT INTO t (a) VALUES {values}")
