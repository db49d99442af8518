"""A heartbeat in a thread of its own."""

import threading
from collections.abc import Callable
from datetime import timedelta

import attrs

from job_core.ports.heartbeat import Heartbeat
from shared_kernel.errors import UnavailableError

#: A beat that waits for the database must not keep its run from ending.
_LAST_BEAT_S = 5.0


@attrs.frozen
class ThreadHeartbeat(Heartbeat):
    """
    Beats in a daemon thread, which dies with its process.
    """

    def begin(
        self, beat: Callable[[], bool], *, every: timedelta, at_most: timedelta
    ) -> Callable[[], None]:
        """
        Count the beats: that bounds them by a time no clock can move.
        """
        ended = threading.Event()

        def beat_on() -> None:
            for _ in range(at_most // every):
                if ended.wait(every.total_seconds()):
                    return
                try:
                    if not beat():
                        return
                except UnavailableError:
                    continue

        thread = threading.Thread(target=beat_on, name="heartbeat", daemon=True)
        thread.start()

        def end() -> None:
            ended.set()
            thread.join(_LAST_BEAT_S)

        return end
