"""The stored schedules and ticks."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from job_core.schedule import ScheduleEntry


class ScheduleBook(Protocol):
    """
    Schedule entries by (shop, job, name); what a person changed survives restarts.
    """

    @abstractmethod
    def seed(self, entries: Sequence[ScheduleEntry]) -> None:
        """
        Add entries that are not known; known ones stay as a person left them.
        """

    @abstractmethod
    def entries(self, shop: str = "") -> Sequence[ScheduleEntry]:
        """
        Return the entries of a shop, or of all, by (shop, job, name).
        """

    @abstractmethod
    def put(self, entry: ScheduleEntry, *, by: str, at: datetime) -> None:
        """
        Replace an entry, or add it.
        """

    @abstractmethod
    def take_tick(self, shop: str, job: str, name: str, due: datetime) -> bool:
        """
        Take the tick (shop, job, name, due): True for exactly one taker, whoever asks.
        """

    @abstractmethod
    def forget_ticks(self, before: datetime) -> int:
        """
        Erase due times before *before* but the newest of each entry; return how many.
        """

    @abstractmethod
    def last_tick(self, shop: str, job: str, name: str) -> datetime | None:
        """
        Return the newest due time that was taken.
        """
