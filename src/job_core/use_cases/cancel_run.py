"""Cancel a run."""

from datetime import datetime

import attrs

from job_core.ports.run_book import RunBook
from job_core.rules.run_states import become, is_finished
from job_core.run import Run, RunState
from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError


@attrs.frozen(kw_only=True)
class CancelRun:
    """
    End a run that has not begun, or ask one that has to end at its next checkpoint.

    Asking a running one twice changes nothing.
    """

    run_book: RunBook
    clock: Clock

    def __call__(self, run_id: str, *, by: str) -> Run:
        """
        Return the run, cancelled or asked to end.

        Raises:
            RejectedError: ``unknown_run``, or ``already_finished``.
        """
        now = self.clock.now()
        before: list[Run] = []

        def decide(run: Run) -> Run | None:
            before[:] = [run]
            return _cancelled(run, by, now)

        run = self.run_book.change(run_id, decide)
        if run is None:
            raise RejectedError(f"there is no run {run_id}", code="unknown_run", field="run_id")
        if is_finished(before[0]):
            raise RejectedError(
                f"run {run_id} has ended already: {run.state.value}",
                code="already_finished",
                field="run_id",
            )
        return run


def _cancelled(run: Run, by: str, now: datetime) -> Run | None:
    if is_finished(run) or run.cancel_requested:
        return None
    asked = attrs.evolve(run, cancel_requested=True, error=f"cancelled by {by}")
    if run.state is RunState.RUNNING:
        return asked
    return become(asked, RunState.CANCELLED, finished_at=now, error_code="cancelled")
