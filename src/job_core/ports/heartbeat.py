"""Showing that a process is alive while its work does not say so."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol


class Heartbeat(Protocol):
    """
    Beats beside a piece of work, from the outside: whether the work gets on, it cannot know.
    """

    @abstractmethod
    def begin(
        self, beat: Callable[[], bool], *, every: timedelta, at_most: timedelta
    ) -> Callable[[], None]:
        """
        Call *beat* again and again; return what ends it.

        A beat that fails with UnavailableError is made up for by the next one.

        Args:
            beat: False when there is nothing to keep alive any more; none follows.
            every: Time between two beats; the first comes after it.
            at_most: After that time no beat comes, whether it was ended or not, so
                that work that hangs is not kept alive for ever.
        """


class NoHeartbeat(Heartbeat):
    """
    Never beats: whoever wants to live says so itself.
    """

    def begin(
        self,
        beat: Callable[[], bool],  # noqa: ARG002
        *,
        every: timedelta,  # noqa: ARG002
        at_most: timedelta,  # noqa: ARG002
    ) -> Callable[[], None]:
        """
        Do nothing, which needs no end.
        """
        return lambda: None
