"""How long after it was recorded an outside write may still be sent."""

from datetime import datetime, timedelta

from shared_kernel.errors import Family, Problem

#: Longer than a busy database takes to store an intent.
SEND_WITHIN = timedelta(seconds=10)

TOO_LATE = Problem(
    family=Family.TRY_LATER,
    text="this process slept before it could send; nothing was sent, the next run goes on",
)


def in_time(recorded_at: datetime, now: datetime) -> bool:
    """
    Tell whether a write recorded at *recorded_at* may still be sent.

    A process that slept meanwhile (a suspended machine, a database that hung)
    wakes beside its successor, which took the write for settled and may have
    made it itself.  No lease can hold back what goes outside; the clock can.
    """
    return now - recorded_at <= SEND_WITHIN


def answered_by(recorded_at: datetime, lasts_s: float) -> datetime:
    """
    Return when the answer to a write that is sent in time is in or lost.

    Args:
        lasts_s: How long the calls of its batch take at most.
    """
    return recorded_at + SEND_WITHIN + timedelta(seconds=lasts_s)
