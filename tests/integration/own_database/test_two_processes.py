"""Two processes at work on one database."""

import threading
import time

import sqlalchemy as sa
from tests.contracts.books import NOW, SHOP
from tests.contracts.job_examples import a_line
from tests.integration.own_database.processes import (
    append_groups,
    take_ticks,
    two_processes,
    url_of,
)

from adapters.own_database.run_log import SqlRunLog, take_positions
from adapters.sql.transaction import writing
from job_core.ports.run_log import LogFilter
from job_core.run import StoredLine

ALL = LogFilter()
GROUPS = 60


def test_a_reader_misses_nothing_that_two_processes_write(log_engine: sa.Engine) -> None:
    log, seen = SqlRunLog(log_engine), list[StoredLine]()

    def read_on() -> bool:
        found = log.after(seen[-1].position if seen else 0, ALL, limit=50)
        seen.extend(found)
        return bool(found)

    with two_processes() as pool:
        writers = [pool.submit(append_groups, url_of(log_engine), who, GROUPS) for who in "ab"]
        while not all(writer.done() for writer in writers):
            read_on()
        positions = [set(writer.result()) for writer in writers]
    while read_on():
        pass

    assert [stored.position for stored in seen] == list(range(1, 6 * GROUPS + 1))
    assert positions[0].isdisjoint(positions[1])
    for who in "ab":
        said = [stored.line.text for stored in seen if stored.line.run_id == who]
        assert said == [f"{who} {n}" for n in range(3 * GROUPS)]


def test_nobody_overtakes_a_writer_that_has_not_committed(log_engine: sa.Engine) -> None:
    """
    Otherwise a reader would see the later line, go on from there and miss the earlier one.
    """
    log = SqlRunLog(log_engine)
    log.append([a_line("first")])
    later = threading.Thread(target=log.append, args=([a_line("later")],))

    with writing(log_engine) as slow:
        taken = take_positions(slow, 1)
        later.start()
        time.sleep(0.05)
        meanwhile = [stored.line.text for stored in log.after(0, ALL)]
    later.join()

    assert meanwhile == ["first"]
    assert log.last_position() == taken + 1


def test_a_writer_that_fails_takes_no_position(log_engine: sa.Engine) -> None:
    log = SqlRunLog(log_engine)
    first = log.append([a_line("first")])[0].position
    dying = log_engine.connect()
    take_positions(dying, 5)

    dying.close()

    assert log.append([a_line("second")])[0].position == first + 1


def test_a_tick_has_one_taker_among_processes(real_engine: sa.Engine) -> None:
    with two_processes() as pool:
        takers = [pool.submit(take_ticks, url_of(real_engine), SHOP, NOW, 40) for _ in range(2)]
        answers = [taker.result() for taker in takers]

    assert [mine + yours for mine, yours in zip(*answers, strict=True)] == [1] * 40
