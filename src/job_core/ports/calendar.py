"""When triggers fire."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from job_core.schedule import Trigger


class Calendar(Protocol):
    """
    Knows time zones and their change days.

    A cron time that the change to summer time skips comes as much later, once;
    one that happens twice in autumn counts the first time only, unless the
    expression names every hour.
    """

    @abstractmethod
    def next_times(
        self, trigger: Trigger, zone: str, after: datetime, count: int
    ) -> Sequence[datetime]:
        """
        Return the next moments beyond *after*, ascending, aware and in UTC.

        Fewer than *count* only when no more will ever come.

        Raises:
            RejectedError: A bad cron expression, an unknown zone, or an
                interval below 60 s; code ``bad_schedule``.
        """
