"""One SQLite database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.integration.live.live_server import LiveServer, live_server
from tests.integration.own_database.databases import sqlite_database


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    """
    An empty database of the present version.
    """
    with sqlite_database(tmp_path) as engine:
        yield engine


@pytest.fixture
def server(engine: sa.Engine) -> Iterator[LiveServer]:
    """
    A server that asks the log for other processes' lines often.
    """
    with live_server(engine, poll_s=0.05) as server:
        yield server
