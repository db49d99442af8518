"""Clocks for entry points."""

from datetime import datetime

from adapters.clock import ShiftedClock, SystemClock

__all__ = ["ShiftedClock", "clock_showing"]


def clock_showing(moment: datetime) -> ShiftedClock:
    """
    Return a clock that shows *moment* now and runs on from there.
    """
    system = SystemClock()
    return ShiftedClock(system, moment - system.now())
