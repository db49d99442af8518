"""A JTL-Wawi per test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.jtl_sql.jtl_office import JtlOffice

from adapters.jtl_sql.connection import JtlDatabase


@pytest.fixture
def office(tmp_path: Path) -> Iterator[JtlOffice]:
    office = JtlOffice(tmp_path)
    yield office
    office.engine.dispose()


@pytest.fixture
def database(office: JtlOffice) -> JtlDatabase:
    return office.database
