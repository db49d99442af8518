"""How long what running work leaves behind is kept."""

from datetime import timedelta

import attrs

from job_core.rules.log_retention import LogRetention


def _at_least(span: timedelta) -> timedelta:
    if span <= timedelta(0):
        raise ValueError("what is kept for no time was never there")
    return span


@attrs.frozen(kw_only=True)
class Retention:
    """
    How long runs, due times and answers are kept; good runs go first.
    """

    of_good_runs: timedelta = attrs.field(default=timedelta(days=30), converter=_at_least)
    of_any_run: timedelta = attrs.field(default=timedelta(days=180), converter=_at_least)
    #: Due times that were taken; the newest of each schedule always stays.
    of_ticks: timedelta = attrs.field(default=timedelta(days=14), converter=_at_least)
    #: Answers under an idempotency key.
    of_answers: timedelta = attrs.field(default=timedelta(days=1), converter=_at_least)
    log: LogRetention = attrs.field(factory=LogRetention)
