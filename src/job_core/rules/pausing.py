"""Whether a schedule entry is paused."""

from datetime import datetime

from job_core.schedule import ScheduleEntry


def is_paused(entry: ScheduleEntry, now: datetime) -> bool:
    """
    Tell whether an entry is paused now, for good or until a later moment.
    """
    return entry.paused or (entry.paused_until is not None and now < entry.paused_until)
