"""The run log as other programs see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs

from job_core.run import StoredLine
from shared_kernel.run_context import Fact


@attrs.frozen(kw_only=True)
class LogLineView:
    """
    One line; its position is a cursor.
    """

    position: int
    run_id: str
    shop: str
    job: str
    #: 0 before the first step.
    step: int
    level: str
    at: datetime
    text: str
    facts: Mapping[str, Fact]

    @classmethod
    def of(cls, stored: StoredLine) -> "LogLineView":
        """
        Return a stored line as others see it.
        """
        line = stored.line
        return cls(
            position=stored.position,
            run_id=line.run_id,
            shop=line.shop,
            job=line.job,
            step=line.step,
            level=line.level.value,
            at=line.at,
            text=line.text,
            facts=dict(line.facts),
        )


@attrs.frozen(kw_only=True)
class LogPage:
    """
    Lines by ascending position.
    """

    items: Sequence[LogLineView]
    #: Goes on after the last of these lines, when asked with ``after``.
    after: int
    #: Goes back before the first of these lines, when asked with ``before``.
    before: int
