"""A JTL-Wawi per test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.jtl_sql.jtl_office import JtlOffice

from adapters.jtl_sql.connection import JtlDatabase


@pytest.fixture(params=["sqlite", "t_sql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[JtlOffice]:
    """
    A JTL-Wawi that is asked in SQLite's words, then in SQL Server's.
    """
    office = JtlOffice(tmp_path, on_sql_server=request.param == "t_sql")
    yield office
    office.engine.dispose()


@pytest.fixture
def database(office: JtlOffice) -> JtlDatabase:
    return office.database
