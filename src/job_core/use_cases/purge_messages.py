"""Forget dead messages."""

from datetime import timedelta

import attrs

from job_core.ports.dead_messages import DeadMessages
from shared_kernel.clock import Clock

#: As many as are kept.
_MOST = 1000


@attrs.frozen(kw_only=True)
class PurgeMessages:
    """
    Forget dead messages of some age; their runs and what those said stay in the books.
    """

    dead: DeadMessages
    clock: Clock

    def __call__(self, older_than: timedelta) -> int:
        """
        Return how many were forgotten.

        Raises:
            UnavailableError: The queue does not answer.
        """
        old = self.dead.older_than(self.clock.now() - older_than, limit=_MOST)
        return len(self.dead.put_away(old))
