"""The foundation on SQLite: transactions, lists, insert-or-update, failures."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql.engine import open_engine
from adapters.sql.insert_if_absent import insert_if_absent
from adapters.sql.list_parameter import (
    among_integers,
    among_texts,
    list_of_integers,
    list_of_texts,
)
from adapters.sql.network_drive import filesystem_type
from adapters.sql.row_counts import RowCountError, expect_rows
from adapters.sql.transaction import reading, writing
from adapters.sql.upsert import Columns, upsert
from shared_kernel.errors import RejectedError, UnavailableError

METADATA = sa.MetaData()
LAMPS = sa.Table(
    "lamps",
    METADATA,
    sa.Column("sku", sa.Unicode(50), primary_key=True),
    sa.Column("units", sa.BigInteger, nullable=False),
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_engine(f"sqlite:///{tmp_path}/data/own.db")
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


def _units(engine: sa.Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return {row.sku: row.units for row in connection.execute(sa.select(LAMPS))}


def test_the_data_directory_is_its_owners_only(engine: sa.Engine, tmp_path: Path) -> None:
    mode = (tmp_path / "data").stat().st_mode & 0o777

    assert mode == 0o700


def test_the_database_file_is_its_owners_only(tmp_path: Path) -> None:
    """
    It holds buyers' addresses.
    """
    engine = open_engine(f"sqlite:///{tmp_path / 'books.sqlite'}")

    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    engine.dispose()
    assert set(modes.values()) == {0o600}


def test_a_commit_survives_a_power_cut(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()

    assert (synchronous, journal) == (2, "wal")


def test_an_error_undoes_the_whole_transaction(engine: sa.Engine) -> None:
    twice = [{"sku": "LAMP", "units": 1}, {"sku": "LAMP", "units": 2}]

    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        connection.execute(sa.insert(LAMPS), twice)

    assert _units(engine) == {}


def test_a_writer_locks_from_its_first_moment(tmp_path: Path, engine: sa.Engine) -> None:
    """
    A deferred transaction would read here and fail only when it writes.
    """
    impatient = sa.create_engine(
        f"sqlite:///{tmp_path}/data/own.db", connect_args={"timeout": 0}, poolclass=sa.NullPool
    )

    with (
        writing(engine),
        pytest.raises(UnavailableError, match="locked"),
        writing(engine=impatient) as second,
    ):
        second.exec_driver_sql("BEGIN IMMEDIATE")


def test_a_missing_table_is_a_bug_and_no_outage(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.OperationalError), reading(engine) as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_error_texts_show_no_values(engine: sa.Engine) -> None:
    row = {"sku": "Erika Muster", "units": None}

    with pytest.raises(sa.exc.IntegrityError) as caught, writing(engine) as connection:
        connection.execute(sa.insert(LAMPS), [row])

    assert "Erika" not in str(caught.value)


def test_a_list_of_many_texts_is_one_parameter(engine: sa.Engine) -> None:
    skus = [f"LÄMP-'{n}\"" for n in range(3000)]
    with writing(engine) as connection:
        connection.execute(sa.insert(LAMPS), [{"sku": sku, "units": 1} for sku in skus])
    wanted = list_of_texts("sqlite", skus[:2500])
    joined = LAMPS.join(wanted, wanted.c.value == LAMPS.c.sku)
    among = among_texts("sqlite", LAMPS.c.sku, skus[:2500])

    with reading(engine) as connection:
        by_join = connection.scalar(sa.select(sa.func.count()).select_from(joined))
        by_condition = connection.scalar(sa.select(sa.func.count(LAMPS.c.sku)).where(among))

    assert by_join == by_condition == 2500


def test_an_empty_list_finds_nothing(engine: sa.Engine) -> None:
    wanted = list_of_integers("sqlite", [])

    with reading(engine) as connection:
        rows = connection.execute(sa.select(wanted.c.value)).all()

    assert rows == []


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql", "mssql"])
def test_every_database_has_a_list_of_one_parameter(dialect: str) -> None:
    engine = sa.create_mock_engine(f"{dialect}://", lambda *_: None)
    wanted = list_of_texts(dialect, ["a", "b", "c"])

    joined = sa.select(wanted.c.value).compile(dialect=engine.dialect)
    among = among_integers(dialect, LAMPS.c.units, [1, 2, 3]).compile(dialect=engine.dialect)

    assert list(joined.params) == list(among.params) == ["wanted"]


def test_a_row_is_inserted_unless_its_key_is_taken(engine: sa.Engine) -> None:
    inserted = [
        insert_if_absent(engine, LAMPS, {"sku": "A", "units": units}, key=["sku"])
        for units in (1, 2)
    ]

    assert inserted == [True, False]
    assert _units(engine) == {"A": 1}


def test_what_breaks_another_rule_is_no_taken_key(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        insert_if_absent(engine, LAMPS, {"sku": "A", "units": None}, key=["sku"])


def test_an_upsert_inserts_and_updates(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        upsert(connection, LAMPS, [{"sku": "A", "units": 1}], key=["sku"])
        upsert(
            connection,
            LAMPS,
            [{"sku": "A", "units": 2}, {"sku": "B", "units": 3}],
            key=["sku"],
        )

    assert _units(engine) == {"A": 2, "B": 3}


def test_an_upsert_may_count_up(engine: sa.Engine) -> None:
    def add(stored: Columns, incoming: Columns) -> dict[str, object]:
        return {"units": stored["units"] + incoming["units"]}

    with writing(engine) as connection:
        for _ in range(2):
            upsert(connection, LAMPS, [{"sku": "A", "units": 2}], key=["sku"], changes=add)

    assert _units(engine) == {"A": 4}


def test_a_wrong_row_count_is_an_error(engine: sa.Engine) -> None:
    with pytest.raises(RowCountError), writing(engine) as connection:
        expect_rows(connection.execute(sa.update(LAMPS).values(units=0)), 1)


def test_the_nearest_mount_decides_what_a_drive_is() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nnas:/shop /srv/shop nfs4 rw 0 0\n"

    kinds = [filesystem_type(Path(p), mounts) for p in ("/srv/shop/own.db", "/srv/shopping")]

    assert kinds == ["nfs4", "ext4"]


@pytest.mark.parametrize("url", ["no url", "sqlite://", "dbase:///lamps"])
def test_an_unusable_url_is_refused_in_words(url: str) -> None:
    with pytest.raises(RejectedError):
        open_engine(url)
