"""Showing that a process is alive while its work does not say so."""

from abc import abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Protocol


class Heartbeat(Protocol):
    """
    Beats beside a piece of work, from the outside: whether the work gets on, it cannot know.
    """

    @abstractmethod
    def beating(
        self, beat: Callable[[], bool], *, every: timedelta, at_most: timedelta
    ) -> AbstractContextManager[None]:
        """
        Call *beat* again and again until the block ends.

        A beat that fails with UnavailableError is made up for by the next one.

        Args:
            beat: False when there is nothing to keep alive any more; none follows.
            every: Time between two beats; the first comes that long after the block begins.
            at_most: After that time no beat comes, however long the block lasts, so
                that work that hangs is not kept alive for ever.
        """


class NoHeartbeat(Heartbeat):
    """
    Never beats: whoever wants to live says so itself.
    """

    def beating(
        self,
        beat: Callable[[], bool],  # noqa: ARG002
        *,
        every: timedelta,  # noqa: ARG002
        at_most: timedelta,  # noqa: ARG002
    ) -> AbstractContextManager[None]:
        """
        Do nothing beside the block.
        """
        return nullcontext()
