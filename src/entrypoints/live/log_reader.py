"""The run log read from an event loop."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import attrs

from job_core.ports.run_log import LogFilter, RunLog
from job_core.run import StoredLine


@attrs.frozen(eq=False)
class LogReader:
    """
    Reads in threads of its own, so that many readers keep nobody else waiting.
    """

    run_log: RunLog
    threads: int
    _pool: ThreadPoolExecutor = attrs.field(init=False)

    @_pool.default
    def _open_pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads, thread_name_prefix="live-log")

    async def after(self, position: int, wanted: LogFilter, *, limit: int) -> Sequence[StoredLine]:
        """
        Return wanted lines beyond *position*, ascending.

        Raises:
            ConnectorError: The database did not serve us.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._pool, lambda: self.run_log.after(position, wanted, limit=limit)
        )

    async def last_position(self) -> int:
        """
        Return the position of the newest line.

        Raises:
            ConnectorError: The database did not serve us.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self.run_log.last_position)

    def close(self) -> None:
        """
        Read nothing more.
        """
        self._pool.shutdown(wait=False, cancel_futures=True)
