"""A message to the workers that could not be done."""

from datetime import datetime

import attrs


@attrs.frozen(kw_only=True)
class DeadMessage:
    """
    What a worker was told and could not do.
    """

    id: str
    shop: str
    job: str
    run_id: str
    died_at: datetime
    why: str


@attrs.frozen(kw_only=True)
class QueueFigures:
    """
    How full a queue is, and how many work on it.
    """

    #: Messages that nobody has taken.
    waiting: int
    #: Messages whose time has not come.
    delayed: int
    dead: int
    #: Worker processes heard of in the last seconds.
    workers: int
