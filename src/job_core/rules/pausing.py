"""Whether schedule entries are paused."""

from collections.abc import Sequence
from datetime import datetime

from job_core.schedule import ScheduleEntry


def is_paused(entry: ScheduleEntry, now: datetime) -> bool:
    """
    Tell whether an entry is paused now, for good or until a later moment.
    """
    return entry.paused or (entry.paused_until is not None and now < entry.paused_until)


def paused_altogether(entries: Sequence[ScheduleEntry], now: datetime) -> bool:
    """
    Tell whether none of a job's entries counts now; a job without any is not paused.
    """
    return bool(entries) and all(is_paused(entry, now) for entry in entries)


def goes_on_at(entries: Sequence[ScheduleEntry], now: datetime) -> datetime | None:
    """
    Return when the first of a job's paused entries counts again by itself.

    None when the job is not paused, or when a person has to resume it.
    """
    if not paused_altogether(entries, now):
        return None
    ends = [entry.paused_until for entry in entries if not entry.paused and entry.paused_until]
    return min(ends, default=None)
