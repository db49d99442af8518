"""How long things are kept."""

from datetime import timedelta

import attrs

from entrypoints.settings.check import between
from job_core.rules.log_retention import LogRetention
from job_core.rules.retention import Retention
from temu_core.privacy import RetentionPolicy

_DAYS = between(1, 3650)


@attrs.frozen(kw_only=True)
class RetentionSettings:
    """
    How long what was done, said and answered is kept; what went well goes first.
    """

    #: Days Temu's answers are kept as they came; they hold buyers' addresses.
    raw_answers_days: int = attrs.field(default=30, validator=_DAYS)
    #: Days the buyer of a confirmed, cancelled or closed order is kept.
    finished_orders_days: int = attrs.field(default=90, validator=between(14, 3650))
    #: Days an applied plan is kept.
    plans_days: int = attrs.field(default=90, validator=_DAYS)
    #: Days the record of a run is kept: of one that went well, and of any.
    good_runs_days: int = attrs.field(default=30, validator=_DAYS)
    runs_days: int = attrs.field(default=180, validator=_DAYS)
    #: Days a run's log is kept, and how many lines in all.
    good_logs_days: int = attrs.field(default=14, validator=_DAYS)
    logs_days: int = attrs.field(default=90, validator=_DAYS)
    logs_most: int = attrs.field(default=1_000_000, validator=between(1000, 100_000_000))

    def policy(self) -> RetentionPolicy:
        """
        Return how long what is known of buyers is kept.
        """
        return RetentionPolicy(
            raw_answers=timedelta(days=self.raw_answers_days),
            finished_orders=timedelta(days=self.finished_orders_days),
            plans=timedelta(days=self.plans_days),
        )

    def of_work(self) -> Retention:
        """
        Return how long what running work leaves behind is kept.
        """
        return Retention(
            of_good_runs=timedelta(days=self.good_runs_days),
            of_any_run=timedelta(days=self.runs_days),
            log=LogRetention(
                of_good_runs=timedelta(days=self.good_logs_days),
                of_any=timedelta(days=self.logs_days),
                most=self.logs_most,
            ),
        )
