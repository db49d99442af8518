"""A driver that swallows an error loses rows; we notice, and nothing of it is stored."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.integration.sql_server.stand_in import StandIn, stand_in_engine

from adapters.sql.engine import open_engine
from adapters.sql.row_counts import RowCountError, expect_count, insert_rows, update_rows
from adapters.sql.transaction import ContinuedAfterErrorError, writing
from adapters.sql.upsert import upsert
from shared_kernel.errors import UnavailableError

METADATA = sa.MetaData()
LAMPS = sa.Table(
    "lamps",
    METADATA,
    sa.Column("sku", sa.Unicode(50), primary_key=True),
    sa.Column("units", sa.BigInteger),
)
DOCUMENTS = sa.Table(
    "documents",
    METADATA,
    sa.Column("number", sa.Unicode(50), primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
ROWS = [{"sku": sku, "units": 1} for sku in "abc"]
FILES = [{"number": number, "body": b"\xe4\x00"} for number in "abc"]


def _insert(connection: sa.Connection) -> None:
    insert_rows(connection, LAMPS, ROWS)


def _insert_files(connection: sa.Connection) -> None:
    insert_rows(connection, DOCUMENTS, FILES)


def _upsert(connection: sa.Connection) -> None:
    upsert(connection, LAMPS, ROWS, key=["sku"])


def _propose(connection: sa.Connection) -> None:
    upsert(connection, LAMPS, ROWS, key=["sku"], changes=lambda _stored, _given: {})


def _update(connection: sa.Connection) -> None:
    insert_rows(connection, LAMPS, ROWS)
    change = [{"which": row["sku"], "new": 2} for row in ROWS]
    touched = update_rows(
        connection, LAMPS, change, where={"sku": "which"}, values={"units": "new"}
    )
    expect_count(touched, len(change))


def _first(connection: sa.Connection) -> None:
    insert_rows(connection, LAMPS, ROWS[:1])


def _all_again_unseen(connection: sa.Connection) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        insert_rows(connection, LAMPS, ROWS)


def _write(engine: sa.Engine, *writes: Callable[[sa.Connection], None]) -> None:
    with writing(engine) as connection:
        for write in writes:
            write(connection)


WRITES = [_insert, _insert_files, _upsert, _propose, _update]


@pytest.fixture
def driver(tmp_path: Path) -> StandIn:
    return StandIn(tmp_path / "own.db")


@pytest.fixture
def engine(driver: StandIn) -> sa.Engine:
    return stand_in_engine(driver, METADATA)


def _stored(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        counts = (sa.select(sa.func.count()).select_from(table) for table in (LAMPS, DOCUMENTS))
        return sum(connection.execute(count).scalar_one() for count in counts)


@pytest.mark.parametrize("write", WRITES)
def test_a_good_driver_stores_all_rows(
    engine: sa.Engine, write: Callable[[sa.Connection], None]
) -> None:
    with writing(engine) as connection:
        write(connection)

    assert _stored(engine) == 3


@pytest.mark.parametrize("write", WRITES)
def test_a_driver_that_loses_a_row_stores_none(
    engine: sa.Engine, driver: StandIn, write: Callable[[sa.Connection], None]
) -> None:
    driver.loses = 1

    with pytest.raises(RowCountError):
        _write(engine, write)

    assert _stored(engine) == 0


def test_bytes_come_back_as_they_were(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        insert_rows(connection, DOCUMENTS, FILES)

    with engine.connect() as connection:
        assert set(connection.scalars(sa.select(DOCUMENTS.c.body))) == {b"\xe4\x00"}


def test_of_two_who_insert_the_same_at_once_the_later_is_told(engine: sa.Engine) -> None:
    """
    It saw no row, and there is one when it writes; here another key tells of it.
    """
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE UNIQUE INDEX one_only ON lamps (units)")

    with pytest.raises(UnavailableError, match="nothing was stored"):
        _write(engine, _insert_files, _upsert)

    assert _stored(engine) == 0


@pytest.fixture(params=["sqlite", "t_sql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> sa.Engine:
    """
    A database that goes on after an error, and one that undoes everything.
    """
    if request.param == "t_sql":
        return stand_in_engine(StandIn(tmp_path / "server.db"), METADATA)
    engine = open_engine(f"sqlite:///{tmp_path}/own.sqlite")
    METADATA.create_all(engine)
    return engine


def test_nobody_goes_on_after_an_error(either: sa.Engine) -> None:
    """
    What came after it would be stored without what came before.
    """
    with pytest.raises(ContinuedAfterErrorError):
        _write(either, _first, _all_again_unseen, _insert_files)

    assert _stored(either) == 0


def test_the_next_transaction_is_a_new_one(either: sa.Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        _write(either, _insert, _insert)

    _write(either, _insert)

    assert _stored(either) == 3
