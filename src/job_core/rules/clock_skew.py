"""Whose clock is too far off to take a lease."""

from datetime import timedelta

from shared_kernel.errors import RejectedError

#: Each machine may be off by as much: two then differ by no more than the 30 s by which a lease
#: outlasts its last call (``LiveRun.clock_error``).
MOST_SKEW = timedelta(seconds=15)


def clock_refusal(ahead: timedelta | None) -> RejectedError | None:
    """
    Return why this machine may not work now, or None when it may.

    A lease ends at a moment.  Two machines that do not agree what time it is
    could both believe that it is free, and write the same outside.

    Args:
        ahead: See ``SharedClock.ahead``.
    """
    if ahead is None or abs(ahead) <= MOST_SKEW:
        return None
    return RejectedError(
        f"this machine's clock is {abs(ahead).total_seconds():.0f} s off the database's; set it "
        "right (time server), two machines could do the same work at once",
        code="clock_off",
        field="clock",
    )
