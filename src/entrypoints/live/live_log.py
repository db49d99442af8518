"""The run log for many clients at once."""

import asyncio
from collections.abc import Sequence

import attrs

from entrypoints.live.audience import Audience
from entrypoints.live.client import STOPPING, Client, Ending
from entrypoints.live.follower import Follower, LineNews
from entrypoints.live.frames import LINES_AT_ONCE
from entrypoints.live.limits import LiveLimits
from entrypoints.live.log_reader import LogReader
from job_core.ports.run_log import LogFilter, RunLog
from job_core.run import StoredLine
from shared_kernel.clock import Clock

_FULL = Ending(1013, "too many clients; try again later")
_BROKEN = Ending(1011, "the live log failed")
#: Threads that read missed lines, for all clients together.
_MISSED_THREADS = 2


@attrs.define(kw_only=True, eq=False)
class LiveLog:
    """
    Lets clients join and go; follows the log while there are any.

    Belongs to the first event loop that uses it.
    """

    run_log: RunLog
    news: LineNews
    clock: Clock
    limits: LiveLimits = attrs.field(factory=LiveLimits)
    _audience: Audience = attrs.field(factory=Audience, init=False)
    _follower: Follower = attrs.field(init=False)
    _missed: LogReader = attrs.field(init=False)
    _clients: set[Client] = attrs.field(factory=set, init=False)
    _following: asyncio.Task[None] | None = attrs.field(default=None, init=False)
    _starting: asyncio.Lock = attrs.field(factory=asyncio.Lock, init=False)
    _listening: bool = attrs.field(default=False, init=False)
    _closed: bool = attrs.field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self._missed = LogReader(self.run_log, _MISSED_THREADS)
        self._follower = Follower(
            reader=LogReader(self.run_log, 1), audience=self._audience, poll_s=self.limits.poll_s
        )

    def enter(self) -> Client:
        """
        Return a new client; it has ended already when there is no room for it.
        """
        client = Client(most_waiting=self.limits.most_waiting)
        if self._closed:
            client.end(STOPPING)
        elif len(self._clients) >= self.limits.most_clients:
            client.end(_FULL)
        else:
            self._clients.add(client)
        return client

    def leave(self, client: Client) -> None:
        """
        Forget a client.  Idempotent.
        """
        self._audience.leave(client)
        self._clients.discard(client)
        if not self._clients and self._following:
            self._following.cancel()
            self._following = None

    async def start_of(self, after: int | None) -> int:
        """
        Return the position from which a client that has everything up to *after* goes on.

        Raises:
            ConnectorError: The database did not serve us.
        """
        await self._follow()
        if after is None:
            return self._audience.position
        if after > self._audience.position:
            # Another server was faster than our next poll, or the log began anew.
            await self._follower.read_on()
        return min(after, self._audience.position)

    def join(self, client: Client, wanted: LogFilter, *, after: int) -> bool:
        """
        Hand a client all wanted lines beyond *after*; False when it must read older ones first.
        """
        if not self._audience.remembers_after(after):
            return False
        self._audience.join(client, wanted, after=after)
        return True

    async def missed(self, after: int, wanted: LogFilter) -> tuple[Sequence[StoredLine], int]:
        """
        Return the next older wanted lines, and the position up to which these are all.

        Raises:
            ConnectorError: The database did not serve us.
        """
        told = self._audience.position
        lines = await self._missed.after(after, wanted, limit=LINES_AT_ONCE)
        # What is beyond *told* comes from the audience.
        older = [line for line in lines if line.position <= told]
        return older, told if len(older) < LINES_AT_ONCE else older[-1].position

    def pause(self, client: Client) -> None:
        """
        Hand a client nothing until it joins again.
        """
        self._audience.leave(client)

    def position_of(self, client: Client) -> int:
        """
        Return up to where a client that joined has all it wants.
        """
        return client.position if client.next_frame() else self._audience.position

    async def close(self) -> None:
        """
        Send all clients away because the server stops, and wait until they are gone.
        """
        self._closed = True
        for client in self._clients:
            client.end(STOPPING)
        try:
            async with asyncio.timeout(self.limits.last_words_s):
                while self._clients:
                    await asyncio.sleep(0.02)
        except TimeoutError:
            # They do not listen; the server ends their connections.
            pass
        if self._following:
            self._following.cancel()
        self._missed.close()
        self._follower.reader.close()

    async def _follow(self) -> None:
        async with self._starting:
            if self._following:
                return
            if not self._listening:
                self.news.subscribe(asyncio.get_running_loop(), self._hear)
                self._listening = True
            await self._follower.begin()
            self._following = asyncio.create_task(self._follower.follow())
            self._following.add_done_callback(self._check)

    def _hear(self, lines: Sequence[StoredLine]) -> None:
        if self._following:
            self._follower.hear(lines)

    def _check(self, following: asyncio.Task[None]) -> None:
        if following.cancelled():
            return
        self._following = None
        for client in self._clients:
            client.end(_BROKEN)
        # The reason goes to the loop's exception handler.
        following.result()
