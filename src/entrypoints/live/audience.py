"""Clients by what they want to hear."""

from collections import deque
from collections.abc import Iterator, Sequence

import attrs

from entrypoints.live.client import Client
from entrypoints.live.frames import LINES_AT_ONCE, EncodedLine, lines_frame
from job_core.ports.run_log import LogFilter
from job_core.run import StoredLine


@attrs.define(eq=False)
class Audience:
    """
    Tells lines in the order of their positions, each encoded once for all.

    The newest lines are kept, so that a client which read up to a moment ago
    joins without a gap: from reading to joining nothing waits.
    """

    #: Fewer than may wait for a client, or joining would make it too slow.
    most_recent: int = LINES_AT_ONCE
    #: Everything up to here was told.
    position: int = attrs.field(default=0, init=False)
    _recent: deque[EncodedLine] = attrs.field(factory=deque, init=False)
    #: All lines between here and *position* are among the recent ones.
    _recent_after: int = attrs.field(default=0, init=False)
    _by_filter: dict[LogFilter, set[Client]] = attrs.field(factory=dict, init=False)

    def begin(self, position: int) -> None:
        """
        Forget what was told and go on from *position*.
        """
        self.position = self._recent_after = position
        self._recent.clear()

    def remembers_after(self, position: int) -> bool:
        """
        Tell whether a client that has everything up to *position* may join.
        """
        return position >= self._recent_after

    def join(self, client: Client, wanted: LogFilter, *, after: int) -> None:
        """
        Tell a client the recent lines beyond *after*, and from now on all.
        """
        missed = [line for line in self._recent if line.position > after]
        for lines in _portions([line for line in missed if wanted.fits(line.line)]):
            client.hand(lines_frame(lines, position=lines[-1].position))
        self._by_filter.setdefault(wanted, set()).add(client)

    def leave(self, client: Client) -> None:
        """
        Tell a client nothing more.  Idempotent.
        """
        for wanted in [w for w, clients in self._by_filter.items() if client in clients]:
            self._by_filter[wanted].discard(client)
            if not self._by_filter[wanted]:
                del self._by_filter[wanted]

    def tell(self, lines: Sequence[StoredLine]) -> None:
        """
        Tell lines in ascending order; those told before are left out.
        """
        fresh = [EncodedLine.of(stored) for stored in lines if stored.position > self.position]
        for portion in _portions(fresh):
            self.position = portion[-1].position
            self._remember(portion)
            for wanted, clients in list(self._by_filter.items()):
                fitting = [line for line in portion if wanted.fits(line.line)]
                if fitting:
                    self._hand(clients, fitting)

    def _hand(self, clients: set[Client], lines: Sequence[EncodedLine]) -> None:
        frame = lines_frame(lines, position=self.position)
        for client in [client for client in clients if not client.hand(frame)]:
            self.leave(client)

    def _remember(self, lines: Sequence[EncodedLine]) -> None:
        self._recent.extend(lines)
        while len(self._recent) > self.most_recent:
            self._recent_after = self._recent.popleft().position


def _portions(lines: Sequence[EncodedLine]) -> Iterator[Sequence[EncodedLine]]:
    for first in range(0, len(lines), LINES_AT_ONCE):
        yield lines[first : first + LINES_AT_ONCE]
