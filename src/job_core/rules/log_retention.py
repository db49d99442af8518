"""How long the run log is kept."""

from datetime import datetime, timedelta

import attrs
from attrs import validators


@attrs.frozen(kw_only=True)
class LogRetention:
    """
    How long lines are kept; those of good runs go first.
    """

    of_good_runs: timedelta = timedelta(days=14)
    of_any: timedelta = timedelta(days=90)
    #: Lines in all.
    most: int = attrs.field(default=1_000_000, validator=validators.ge(1))


@attrs.frozen(kw_only=True)
class CutOffs:
    """
    The moments before which lines are erased.
    """

    of_good_runs: datetime
    of_any: datetime


def cut_offs(retention: LogRetention, now: datetime) -> CutOffs:
    """
    Return the moments; a good run's lines are never kept longer than another's.
    """
    of_any = now - retention.of_any
    return CutOffs(of_good_runs=max(now - retention.of_good_runs, of_any), of_any=of_any)
