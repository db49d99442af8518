"""What a running piece of work may ask of whoever runs it."""

import enum
from abc import abstractmethod
from typing import Protocol, TypeAlias

import attrs

Fact: TypeAlias = str | int | float | bool | None


class Level(enum.Enum):
    """
    How much a line of the run log matters.
    """

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@attrs.frozen(kw_only=True)
class Fence:
    """
    The number that a lease on (shop, job) carries; every write checks it.

    A run whose fence is no longer the lease's writes nothing any more.
    """

    shop: str
    job: str
    number: int


class RunContext(Protocol):
    """
    The only way for a use case to log, to show progress and to be stopped.
    """

    @property
    @abstractmethod
    def run_id(self) -> str:
        """
        The run's id, unique for ever.
        """

    @property
    @abstractmethod
    def fence(self) -> Fence:
        """
        The fence of the lease this run holds.
        """

    @abstractmethod
    def step(self, number: int, name: str) -> None:
        """
        Say which step of the workflow the work is in; steps may be entered again.
        """

    @abstractmethod
    def note(self, level: Level, text: str, **facts: Fact) -> None:
        """
        Write one line to the run log.  No personal data, no secrets.
        """

    @abstractmethod
    def count(self, **counts: int) -> None:
        """
        Add to the figures that the present step reports: ``count(new=3, held=1)``.
        """

    @abstractmethod
    def progress(self, done: int, of: int) -> None:
        """
        Say how far the present step is.
        """

    @abstractmethod
    def checkpoint(self, outside_call_s: float = 0.0) -> None:
        """
        Ask whether to go on; called between batches and before each outside write.

        Args:
            outside_call_s: Time-out in seconds of the outside write that
                follows; the lease is made to outlive it.

        Raises:
            StoppedError: Cancelled, past the deadline, or the lease is lost.
        """
