"""What runs say while they work."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import attrs

from job_core.run import LogLine, StoredLine
from shared_kernel.run_context import Level


@attrs.frozen(kw_only=True)
class LogFilter:
    """
    Which lines are wanted; an empty field does not narrow.
    """

    shop: str = ""
    job: str = ""
    run_id: str = ""
    levels: frozenset[Level] = frozenset()
    #: Part of the text, whatever its case.
    text: str = ""

    def fits(self, line: LogLine) -> bool:
        """
        Tell whether a line is wanted.
        """
        return (
            (not self.shop or line.shop == self.shop)
            and (not self.job or line.job == self.job)
            and (not self.run_id or line.run_id == self.run_id)
            and (not self.levels or line.level in self.levels)
            and self.text.casefold() in line.text.casefold()
        )


class RunLog(Protocol):
    """
    Log lines; cursor order is commit order, so a reader that asks "after" misses nothing.
    """

    @abstractmethod
    def append(self, lines: Sequence[LogLine]) -> Sequence[StoredLine]:
        """
        Store lines in order, all or none; return them with their positions.
        """

    @abstractmethod
    def after(self, position: int, wanted: LogFilter, *, limit: int = 500) -> Sequence[StoredLine]:
        """
        Return wanted lines beyond *position*, ascending.
        """

    @abstractmethod
    def before(self, position: int, wanted: LogFilter, *, limit: int = 500) -> Sequence[StoredLine]:
        """
        Return the last wanted lines up to *position* (included), ascending.
        """

    @abstractmethod
    def last_position(self) -> int:
        """
        Return the position of the newest line, erased or not; 0 when there never was one.
        """

    @abstractmethod
    def erase(
        self, *, of_good_runs_before: datetime, of_any_before: datetime, keep_most: int
    ) -> int:
        """
        Erase old lines and, beyond *keep_most* lines, the oldest; return how many.

        Lines of runs that ended in success go earlier than those of others.
        """
