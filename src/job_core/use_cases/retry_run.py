"""Do the work of a finished run again."""

import attrs

from job_core.ports.run_book import RunBook
from job_core.rules.run_states import is_finished
from job_core.run import Run
from job_core.use_cases.request_run import RequestRun
from shared_kernel.errors import RejectedError


@attrs.frozen(kw_only=True)
class RetryRun:
    """
    Ask for a new run with the choices of a finished one.
    """

    run_book: RunBook
    request_run: RequestRun

    def __call__(self, run_id: str, *, by: str) -> Run:
        """
        Return the new run; it names who asked and the run it repeats.

        Raises:
            RejectedError: ``unknown_run``, ``not_finished``, or as ``RequestRun``.
        """
        run = self.run_book.get(run_id)
        if run is None:
            raise RejectedError(f"there is no run {run_id}", code="unknown_run", field="run_id")
        if not is_finished(run):
            raise RejectedError(
                f"run {run_id} has not ended yet: {run.state.value}",
                code="not_finished",
                field="run_id",
            )
        return self.request_run(run.shop, run.job, run.parameters, by=f"{by} retry:{run_id}")
