"""The record of runs."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from job_core.run import Run, RunState


class RunBook(Protocol):
    """
    Every run, by id.
    """

    @abstractmethod
    def add(self, run: Run) -> bool:
        """
        Insert a run; False (and nothing happens) when its id is known.
        """

    @abstractmethod
    def change(self, run_id: str, decide: Callable[[Run], Run | None]) -> Run | None:
        """
        Read a run, let *decide* say what it becomes, store that: one transaction.

        ``decide`` is pure and may be called again; None leaves the run as it is.

        Returns:
            The run as stored after it, or None when there is no such run.
        """

    @abstractmethod
    def get(self, run_id: str) -> Run | None:
        """
        Return one run.
        """

    @abstractmethod
    def several(self, run_ids: Collection[str]) -> Mapping[str, Run]:
        """
        Return the runs with these ids, as far as there are such, by id.
        """

    @abstractmethod
    def recent(
        self,
        shop: str,
        *,
        job: str = "",
        states: Collection[RunState] = (),
        before: str = "",
        limit: int = 20,
    ) -> Sequence[Run]:
        """
        Return runs, newest request first, beginning after run *before*.

        Nothing comes after a run that is not one of the shop's.
        """

    @abstractmethod
    def in_states(self, states: Collection[RunState], *, limit: int = 100) -> Sequence[Run]:
        """
        Return runs of all shops in *states*, oldest request first.
        """

    @abstractmethod
    def forget(self, *, good_before: datetime, any_before: datetime) -> int:
        """
        Erase runs that finished before *any_before*, and those in success before *good_before*.

        A run that has something before it stays, however old.  Returns how many.
        """

    @abstractmethod
    def finished_between(
        self, shop: str, job: str, start: datetime, end: datetime, *, limit: int = 10_000
    ) -> Sequence[Run]:
        """
        Return a job's runs that finished in the span, both ends included, oldest first.
        """
