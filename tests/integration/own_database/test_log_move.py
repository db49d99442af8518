"""Lines that an older version stored among the rest move to the log's own file."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.contracts.job_examples import a_line
from tests.integration.own_database.databases import log_file

from adapters.own_database.log_move import move_lines
from adapters.own_database.run_log import SqlRunLog
from adapters.own_database.schema import downgrade, status, upgrade
from adapters.sql.engine import open_engine
from job_core.ports.run_log import LogFilter
from job_core.run import StoredLine

BEFORE = "0008"
ALL = LogFilter()
#: More than are moved at once.
MANY = 1_003


class KilledError(Exception):
    """
    The process ended here.
    """


@pytest.fixture
def books(tmp_path: Path) -> Iterator[sa.Engine]:
    """
    A database as the older program left it: many lines, of which the first are erased.
    """
    engine = open_engine(f"sqlite:///{tmp_path}/own.db")
    upgrade(engine)
    downgrade(engine, BEFORE)
    SqlRunLog(engine).append([a_line(f"Überverkauf {n}") for n in range(1, MANY + 4)])
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM scheduler_logs WHERE position <= 3")
    yield engine
    engine.dispose()


@pytest.fixture
def log(books: sa.Engine) -> Iterator[sa.Engine]:
    """
    The log's file, empty.
    """
    with log_file(books) as engine:
        yield engine


def lines_of(engine: sa.Engine) -> list[StoredLine]:
    return list(SqlRunLog(engine).after(0, ALL, limit=2 * MANY))


def test_every_line_moves_and_keeps_its_position(books: sa.Engine, log: sa.Engine) -> None:
    before = lines_of(books)

    upgrade(books, then=partial(move_lines, log=log))

    assert len(before) == MANY
    assert lines_of(log) == before
    assert lines_of(books) == []


def test_positions_go_on_from_the_old_ones(books: sa.Engine, log: sa.Engine) -> None:
    """
    Even when all lines were erased: a reader of before waits behind the last one.
    """
    last = SqlRunLog(books).last_position()
    with books.begin() as connection:
        connection.exec_driver_sql("DELETE FROM scheduler_logs")

    upgrade(books, then=partial(move_lines, log=log))

    (line,) = SqlRunLog(log).append([a_line("new")])
    assert line.position == last + 1


def test_upgrading_again_moves_nothing(books: sa.Engine, log: sa.Engine) -> None:
    upgrade(books, then=partial(move_lines, log=log))
    SqlRunLog(log).append([a_line("new")])
    after = lines_of(log)

    upgrade(books, then=partial(move_lines, log=log))

    assert lines_of(log) == after


def test_a_move_that_was_killed_is_done_again(books: sa.Engine, log: sa.Engine) -> None:
    """
    Until it is done the database keeps its old version, which this program refuses.
    """
    before = lines_of(books)

    def die(connection: sa.Connection) -> None:
        move_lines(connection, log)
        raise KilledError

    with pytest.raises(KilledError):
        upgrade(books, then=die)
    left = (status(books).current, lines_of(books), lines_of(log))
    upgrade(books, then=partial(move_lines, log=log))

    assert left == (BEFORE, before, before)
    assert lines_of(log) == before
    assert lines_of(books) == []


def test_what_an_older_program_wrote_later_comes_last(books: sa.Engine, log: sa.Engine) -> None:
    """
    It was not stopped for the upgrade, and took a position that was taken again.
    """
    upgrade(books, then=partial(move_lines, log=log))
    SqlRunLog(log).append([a_line("new")])
    SqlRunLog(books).append([a_line("of an older program")])

    upgrade(books, then=partial(move_lines, log=log))

    last = lines_of(log)[-2:]
    assert [stored.line.text for stored in last] == ["new", "of an older program"]
    assert last[1].position == last[0].position + 1 == SqlRunLog(log).last_position()
