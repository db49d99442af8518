"""One order of lines from two sources."""

import asyncio
from collections.abc import Callable, Sequence

import attrs
from tests.contracts.job_examples import a_line
from tests.unit.live.test_audience import ALL, a_client, heard

from adapters.memory.books import MemoryBooks
from entrypoints.live.audience import Audience
from entrypoints.live.follower import Follower
from entrypoints.live.log_reader import LogReader
from job_core.ports.run_log import LogFilter, RunLog
from job_core.run import StoredLine
from shared_kernel.errors import UnavailableError

#: Longer than any of these tests: the log is asked only when there is a reason.
NEVER_S = 60.0


@attrs.define
class WatchedLog:
    """
    A run log that counts how often it is read, and can be away.
    """

    log: RunLog = attrs.field(factory=lambda: MemoryBooks.empty().run_log)
    reads: int = 0
    away: bool = False

    def write(self, *texts: str) -> Sequence[StoredLine]:
        """
        Store lines.
        """
        return self.log.append([a_line(text) for text in texts])

    def after(self, position: int, wanted: LogFilter, *, limit: int) -> Sequence[StoredLine]:
        """
        Read, unless it is away.
        """
        self.reads += 1
        if self.away:
            raise UnavailableError("the database is away")
        return self.log.after(position, wanted, limit=limit)

    def last_position(self) -> int:
        """
        Return the end.
        """
        return self.log.last_position()


def follow(
    log: WatchedLog, play: Callable[[Follower], None], *, until: int, poll_s: float = NEVER_S
) -> list[int]:
    """
    Return what a client hears that listens while *play* happens, up to a position.
    """

    async def listen() -> list[int]:
        audience, client = Audience(), await a_client()
        reader = LogReader(log, 1)  # type: ignore[arg-type]  # as much of a run log as is read
        follower = Follower(reader=reader, audience=audience, poll_s=poll_s)
        await follower.begin()
        audience.join(client, ALL, after=audience.position)
        following = asyncio.create_task(follower.follow())
        while log.reads == 0:
            await asyncio.sleep(0.001)
        play(follower)
        async with asyncio.timeout(5):
            while audience.position < until:
                await asyncio.sleep(0.001)
        following.cancel()
        reader.close()
        return heard(client)

    return asyncio.run(listen())


def test_lines_of_this_process_are_told_without_reading_the_log() -> None:
    log = WatchedLog()

    def play(follower: Follower) -> None:
        follower.hear(log.write("one", "two"))
        follower.hear(log.write("three"))

    positions = follow(log, play, until=3)

    assert positions == [1, 2, 3]
    assert log.reads == 1


def test_lines_of_another_process_in_between_keep_their_place() -> None:
    log = WatchedLog()

    def play(follower: Follower) -> None:
        mine = log.write("mine")
        log.write("theirs", "theirs")
        mine_again = log.write("mine")
        follower.hear(mine)
        follower.hear(mine_again)

    positions = follow(log, play, until=4)

    assert positions == [1, 2, 3, 4]


def test_lines_of_another_process_are_found_by_asking() -> None:
    log = WatchedLog()

    def play(_: Follower) -> None:
        log.write("theirs")

    positions = follow(log, play, until=1, poll_s=0.01)

    assert positions == [1]


def test_a_group_that_was_read_from_the_log_already_is_not_told_again() -> None:
    log = WatchedLog()

    def play(follower: Follower) -> None:
        log.write("theirs")
        mine = log.write("mine", "mine")
        last = log.write("mine")
        follower.hear(last)
        follower.hear(mine)

    positions = follow(log, play, until=4)

    assert positions == [1, 2, 3, 4]


def test_more_groups_than_may_wait_are_read_from_the_log() -> None:
    log = WatchedLog()

    def play(follower: Follower) -> None:
        for n in range(150):
            follower.hear(log.write(str(n)))

    positions = follow(log, play, until=150)

    assert positions == list(range(1, 151))


def test_a_database_that_was_away_costs_no_line() -> None:
    log = WatchedLog()

    def play(follower: Follower) -> None:
        log.away = True
        log.write("theirs")
        follower.hear(log.write("mine"))
        asyncio.get_running_loop().call_later(0.04, setattr, log, "away", False)

    positions = follow(log, play, until=2, poll_s=0.01)

    assert positions == [1, 2]


def test_lines_from_before_are_not_told() -> None:
    log = WatchedLog()
    log.write("before", "before")

    positions = follow(log, lambda follower: follower.hear(log.write("now")), until=3)

    assert positions == [3]
