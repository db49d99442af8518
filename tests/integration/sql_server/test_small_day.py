"""A whole day of the small scenario, with both databases on SQL Server as far as text can tell."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from tests.integration.sql_server.stand_in import Connection, StandIn, stand_in_engine
from tests.integration.workflows.harness import NOON, Play, order_number, played
from tests.integration.workflows.invariants import (
    assert_nothing_is_doubled,
    assert_nothing_is_lost,
    assert_nothing_is_open,
)
from tests.integration.workflows.small_ending import ENDINGS, play_the_day

from adapters.own_database.schema import alembic_config
from adapters.own_database.tables.columns import metadata
from sandbox.jtl.setup import JtlSetup
from sandbox.jtl.world import JtlWorld
from sandbox.world import SCENARIOS

SERVER = "mssql+pyodbc://merchant:secret@server.invalid"
VERSION = ScriptDirectory.from_config(alembic_config(None)).get_current_head()


class TwoDatabases(StandIn):
    """
    A server with our database and JTL's; the address says which one is meant.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "own.db")
        self.jtl = folder / "outside" / "jtl.sqlite"
        # Alembic asks whether there is a table of versions.
        self.answers["FROM sys.objects"] = "alembic_version"
        # The sandbox asks whether its worker's tables are there.
        self.answers["FROM sys.tables"] = 1

    def connect(self, *told: object, **_: object) -> Connection:
        own = "Database=temu_jtl" in str(told[0])
        return Connection(self, self.path if own else self.jtl)


@contextmanager
def installed(driver: StandIn) -> Iterator[None]:
    """
    Let *driver* be what is imported as pyodbc.
    """
    before = sys.modules.get("pyodbc")
    sys.modules["pyodbc"] = driver  # type: ignore[assignment]  # as much of a module as is needed
    try:
        yield
    finally:
        if before is None:
            del sys.modules["pyodbc"]
        else:
            sys.modules["pyodbc"] = before


@pytest.fixture(scope="module", params=["t_sql"])
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoDatabases]:
    """
    A server with the tables of the present version.
    """
    driver = TwoDatabases(tmp_path_factory.mktemp("sql-server-day"))
    engine = stand_in_engine(driver, metadata)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num NVARCHAR(32))")
        connection.execute(sa.text(f"INSERT INTO alembic_version VALUES ('{VERSION}')"))
    engine.dispose()
    with installed(driver):
        yield driver


@pytest.fixture(scope="module")
def day(driver: TwoDatabases) -> Iterator[Play]:
    """
    The day, played; the ERP's own worker speaks T-SQL as well.
    """
    folder = driver.path.parent
    small = SCENARIOS["small"]()
    driver.jtl.parent.mkdir(parents=True)
    setup = JtlSetup(articles=small.articles, shipping_methods=small.shipping_methods)
    JtlWorld.open(driver.jtl, None, lambda: NOON, setup).close()
    urls = {"DATABASE_URL": f"{SERVER}/temu_jtl", "ERP__URL": f"{SERVER}/"}
    jtl = f"{SERVER}/eazybusiness?driver=ODBC+Driver+18+for+SQL+Server"
    with played(folder, jtl_url=jtl, ORDERS__DELIVERY="inbox", **urls) as play:
        play_the_day(play)
        yield play


def test_every_order_ends_as_its_story_says(day: Play) -> None:
    records = dict(day.records())

    ended = {number: record.state for number, record in records.items()}
    assert ended == {order_number(suffix): ending.state for suffix, ending in ENDINGS.items()}


def test_nothing_is_lost_doubled_or_open(day: Play) -> None:
    assert_nothing_is_lost(day)
    assert_nothing_is_doubled(day)
    assert_nothing_is_open(day)


def test_both_databases_were_spoken_to_in_t_sql(day: Play, driver: TwoDatabases) -> None:
    """
    The stand-in refuses what is none, whatever a new use case sends.
    """
    sent = driver.statements

    assert any("eazybusiness.[Verkauf].[tAuftrag]" in sql for sql in sent)
    assert any(sql.startswith("INSERT INTO eazybusiness.dbo.[tXMLBestellImport]") for sql in sent)
    assert any("UPDATE orders SET" in sql for sql in sent)
    # The sandbox's worker keeps its agenda there, and books.
    assert any("INSERT INTO sandbox_agenda" in sql for sql in sent)
    assert any(sql.startswith("INSERT INTO Verkauf.tAuftrag ") for sql in sent)
    assert len(sent) > 120
    assert max(sent.values()) < 100
