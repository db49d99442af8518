"""The queue between processes, as other programs see it."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from job_core.dead_message import DeadMessage, QueueFigures
from job_core.use_cases.redrive_messages import Redriven


@attrs.frozen(kw_only=True)
class QueueView:
    """
    How full the queue is and how many work on it.
    """

    #: False: runs are done by this process; then all figures are 0.
    broker: bool
    waiting: int
    delayed: int
    dead: int
    #: Worker processes heard of in the last 20 seconds.
    workers: int

    @classmethod
    def of(cls, figures: QueueFigures, *, broker: bool) -> "QueueView":
        """
        Return the figures as others see them.
        """
        return cls(
            broker=broker,
            waiting=figures.waiting,
            delayed=figures.delayed,
            dead=figures.dead,
            workers=figures.workers,
        )


@attrs.frozen(kw_only=True)
class DeadMessageView:
    """
    A message that no worker could do.
    """

    id: str
    shop: str
    job: str
    run_id: str
    died_at: datetime
    why: str

    @classmethod
    def of(cls, message: DeadMessage) -> "DeadMessageView":
        """
        Return a message as others see it.
        """
        return cls(
            id=message.id,
            shop=message.shop,
            job=message.job,
            run_id=message.run_id,
            died_at=message.died_at,
            why=message.why,
        )


@attrs.frozen(kw_only=True)
class DeadMessageList:
    """
    Dead messages, the one that died last first; 1000 are kept, for a week.
    """

    items: Sequence[DeadMessageView]


@attrs.frozen(kw_only=True)
class RedrivenView:
    """
    What became of dead messages, by their ids.
    """

    sent: Sequence[str]
    #: Their runs have ended or are not known: nothing was left to do.
    put_away: Sequence[str]

    @classmethod
    def of(cls, redriven: Redriven) -> "RedrivenView":
        """
        Return the outcome as others see it.
        """
        return cls(sent=list(redriven.sent), put_away=list(redriven.put_away))


@attrs.frozen(kw_only=True)
class PurgedView:
    """
    How many dead messages were forgotten.
    """

    forgotten: int
