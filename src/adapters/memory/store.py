"""The in-memory database: one value, replaced whole by each transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.memory.tables import Tables
from shared_kernel.errors import StoppedError, UnavailableError
from shared_kernel.run_context import Fence


class MemoryStore:
    """
    All tables as one value.

    A transaction works on a copy that becomes the value at its end, or is
    thrown away.  What was read never changes afterwards.  Thread-safe.

    Switch: ``down`` makes every access raise UnavailableError.
    """

    def __init__(self) -> None:
        self.down = False
        self._tables = Tables()
        self._lock = threading.RLock()
        self._writing = False

    def read(self) -> Tables:
        """
        Return the tables as they are now; for reading only.
        """
        self._demand_up()
        return self._tables

    @contextmanager
    def fenced(self, fence: Fence) -> Iterator[Tables]:
        """
        Open a transaction of a run.

        Raises:
            StoppedError: The fence is no longer the lease's.
        """
        with self.unfenced() as tables:
            row = tables.leases.get((fence.shop, fence.job))
            if row is None or row.number != fence.number or row.holder is None:
                raise StoppedError(f"the lease on {fence.job} of {fence.shop} is lost")
            yield tables

    @contextmanager
    def unfenced(self) -> Iterator[Tables]:
        """
        Open a transaction that belongs to no run: leases, runs, log lines.
        """
        self._demand_up()
        with self._lock:
            if self._writing:
                # The inner changes would be lost under the outer ones.
                raise RuntimeError("a transaction was opened inside another")
            self._writing = True
            try:
                draft = self._tables.draft()
                yield draft
                self._tables = draft.done()
            finally:
                self._writing = False

    def _demand_up(self) -> None:
        if self.down:
            raise UnavailableError("the database does not answer")
