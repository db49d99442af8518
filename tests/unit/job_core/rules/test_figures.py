"""How well a job's runs went."""

from datetime import timedelta

import attrs
from tests.unit.job_core.rules.test_run_states import a_run
from tests.unit.job_core.world import NOON

from job_core.rules.figures import figures
from job_core.run import Run, RunState


def ended(state: RunState, seconds: float, *, attempt: int = 1, error: str = "") -> Run:
    return attrs.evolve(
        a_run(state),
        started_at=NOON,
        finished_at=NOON + timedelta(seconds=seconds),
        attempt=attempt,
        error=error,
    )


def test_figures_tell_rates_durations_and_the_last_error() -> None:
    runs = [
        ended(RunState.SUCCESS, 2),
        ended(RunState.FAILED, 4, attempt=3, error="the ERP is away"),
        ended(RunState.PARTIAL, 6),
        ended(RunState.SUCCESS, 8),
    ]

    found = figures(runs)

    assert (found.runs, found.success_rate, found.error_rate) == (4, 0.5, 0.25)
    assert (found.average_s, found.maximum_s) == (5.0, 8.0)
    assert (found.last_error, found.retries) == ("the ERP is away", 2)


def test_without_runs_nothing_is_claimed() -> None:
    found = figures([])

    assert (found.runs, found.success_rate, found.error_rate) == (0, None, None)
    assert (found.average_s, found.maximum_s, found.last_error) == (None, None, "")
