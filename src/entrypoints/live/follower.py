"""All processes' log lines in one order."""

import asyncio
from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

import attrs

from entrypoints.live.audience import Audience
from entrypoints.live.frames import LINES_AT_ONCE
from entrypoints.live.log_reader import LogReader
from job_core.ports.run_log import LogFilter
from job_core.run import StoredLine
from shared_kernel.errors import ConnectorError

_ALL = LogFilter()
#: Groups of lines that may wait; what is dropped is read from the log instead.
_MOST_GROUPS = 100


class LineNews(Protocol):
    """
    Whoever hears of this process's lines as soon as they are stored.
    """

    @abstractmethod
    def subscribe(
        self,
        loop: asyncio.AbstractEventLoop,
        listener: Callable[[Sequence[StoredLine]], None],
    ) -> object:
        """
        Have *listener* called in *loop* with each group of lines, in order of position.
        """


@attrs.define(kw_only=True, eq=False)
class Follower:
    """
    Tells an audience every line once, in the order of positions.

    Positions are given without gaps in the order of commits.  So a group that
    begins right after the last line told is told at once; a group further on
    means that another process wrote in between, and both are read from the log.
    The log is also asked every ``poll_s`` seconds, for other processes' lines.
    """

    reader: LogReader
    audience: Audience
    poll_s: float
    _groups: deque[Sequence[StoredLine]] = attrs.field(
        factory=lambda: deque(maxlen=_MOST_GROUPS), init=False
    )
    _wake: asyncio.Event = attrs.field(factory=asyncio.Event, init=False)
    #: One reader at a time, or lines would be told twice or too early.
    _reading: asyncio.Lock = attrs.field(factory=asyncio.Lock, init=False)

    def hear(self, lines: Sequence[StoredLine]) -> None:
        """
        Take a group of lines that this process stored.
        """
        self._groups.append(lines)
        self._wake.set()

    async def begin(self) -> None:
        """
        Begin at the end of the log.

        Raises:
            ConnectorError: The database did not serve us.
        """
        self._groups.clear()
        self.audience.begin(await self.reader.last_position())

    async def follow(self) -> None:
        """
        Tell lines as they come, for ever; while the database is away, try again.
        """
        await self._try_to_read_on()
        while True:
            try:
                async with asyncio.timeout(self.poll_s):
                    await self._wake.wait()
            except TimeoutError:
                await self._try_to_read_on()
            self._wake.clear()
            while self._groups:
                await self._take(self._groups.popleft())
                # Who is told gets its turn before the next group.
                await asyncio.sleep(0)

    async def read_on(self) -> None:
        """
        Tell all lines that are in the log by now.

        Raises:
            ConnectorError: The database did not serve us.
        """
        async with self._reading:
            while True:
                lines = await self.reader.after(self.audience.position, _ALL, limit=LINES_AT_ONCE)
                self.audience.tell(lines)
                if len(lines) < LINES_AT_ONCE:
                    return
                await asyncio.sleep(0)

    async def _take(self, group: Sequence[StoredLine]) -> None:
        async with self._reading:
            fresh = [line for line in group if line.position > self.audience.position]
            if not fresh or _is_next(fresh, self.audience.position):
                self.audience.tell(fresh)
                return
        await self._try_to_read_on()

    async def _try_to_read_on(self) -> None:
        try:
            await self.read_on()
        except ConnectorError:
            # Nothing is lost: the next poll reads from the same position.
            return


def _is_next(lines: Sequence[StoredLine], position: int) -> bool:
    first, last = lines[0].position, lines[-1].position
    return first == position + 1 and last - first + 1 == len(lines)
