"""Work that several processes do at the same time on one database."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing import get_context

import sqlalchemy as sa
from tests.contracts.job_examples import a_line

from adapters.own_database.run_log import SqlRunLog
from adapters.own_database.schedule_book import SqlScheduleBook
from adapters.sql.engine import open_engine


@contextmanager
def two_processes() -> Iterator[ProcessPoolExecutor]:
    """
    Open a pool of two fresh processes that begin their first work together.
    """
    context = get_context("spawn")
    barrier = context.Barrier(2)
    with ProcessPoolExecutor(2, mp_context=context, initializer=barrier.wait) as pool:
        yield pool


def url_of(engine: sa.Engine) -> str:
    """
    Return what another process opens the same database with.
    """
    return engine.url.render_as_string(hide_password=False)


def append_groups(url: str, who: str, groups: int) -> list[int]:
    """
    Append groups of three lines that say ``<who> <number>``; return their positions.
    """
    engine = open_engine(url)
    log = SqlRunLog(engine)
    positions: list[int] = []
    for group in range(groups):
        lines = [a_line(f"{who} {3 * group + n}", run_id=who) for n in range(3)]
        positions += [stored.position for stored in log.append(lines)]
    engine.dispose()
    return positions


def take_ticks(url: str, shop: str, first: datetime, count: int) -> list[bool]:
    """
    Take *count* ticks a minute apart; return which ones were ours.
    """
    engine = open_engine(url)
    book = SqlScheduleBook(engine)
    dues = (first + timedelta(minutes=n) for n in range(count))
    taken = [book.take_tick(shop, "orders", "full", due) for due in dues]
    engine.dispose()
    return taken
