"""One execution of a job, and what it left behind."""

import enum
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import attrs

from shared_kernel.run_context import Fact, Level


class RunState(enum.Enum):
    """
    How far a run is, or how it ended.
    """

    QUEUED = "queued"
    WAITING = "waiting"
    RUNNING = "running"
    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"
    TIMED_OUT = "timed_out"
    ABANDONED = "abandoned"


@attrs.frozen(kw_only=True)
class StepReport:
    """
    What one step of a workflow did.
    """

    number: int
    name: str
    duration_s: float
    counts: Mapping[str, int]


@attrs.frozen(kw_only=True)
class Run:
    """
    One execution of a job for one shop.
    """

    id: str
    shop: str
    job: str
    parameters: Mapping[str, Fact]
    state: RunState
    #: When it was asked for.
    requested_at: datetime
    #: Who asked: ``cli:<user>``, ``rest:<token>``, ``scheduler:<entry>``, ``retry:<run>``.
    requested_by: str = ""
    #: None while it is queued.
    started_at: datetime | None = None
    finished_at: datetime | None = None
    #: 1 for the first; a run that waits keeps its id and counts up.
    attempt: int = 1
    #: While WAITING: until when, and why.
    waiting_until: datetime | None = None
    waiting_why: str = ""
    #: A person wants it to end.
    cancel_requested: bool = False
    steps: tuple[StepReport, ...] = ()
    #: One sentence for the merchant when it did not end well.
    error: str = ""
    error_code: str = ""


@attrs.frozen(kw_only=True)
class LogLine:
    """
    One line of the run log.
    """

    run_id: str
    shop: str
    job: str
    #: 0 before the first step.
    step: int
    level: Level
    at: datetime
    text: str
    facts: Mapping[str, Fact] = attrs.field(factory=lambda: MappingProxyType({}))


@attrs.frozen(kw_only=True)
class StoredLine:
    """
    A log line with its position; positions grow in the order of commits.
    """

    position: int
    line: LogLine
