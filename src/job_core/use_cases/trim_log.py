"""Erase old lines of the run log."""

import attrs

from job_core.ports.run_log import RunLog
from job_core.rules.log_retention import LogRetention, cut_offs
from shared_kernel.clock import Clock


@attrs.frozen(kw_only=True)
class TrimLog:
    """
    Keep the run log within its age and size; good runs' lines go first.
    """

    run_log: RunLog
    clock: Clock
    retention: LogRetention = attrs.field(factory=LogRetention)

    def __call__(self) -> int:
        """
        Return how many lines were erased.
        """
        moments = cut_offs(self.retention, self.clock.now())
        return self.run_log.erase(
            of_good_runs_before=moments.of_good_runs,
            of_any_before=moments.of_any,
            keep_most=self.retention.most,
        )
