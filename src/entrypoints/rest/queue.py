"""GET /api/queue, /api/queue/dead; POST /api/queue/dead/redrive, /purge."""

from datetime import timedelta

from litestar.params import JSONBody

from entrypoints.rest.caller import OPERATORS
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import Limit
from entrypoints.rest.routes import changing, reading
from entrypoints.rest.services import JobDesk
from entrypoints.wire.queue import (
    DeadMessageList,
    DeadMessageView,
    PurgedView,
    QueueView,
    RedrivenView,
)
from entrypoints.wire.requests import PurgeRequest, RedriveRequest


@reading("/api/queue")
def show_queue(jobs: Given[JobDesk]) -> QueueView:
    """
    Show how full the queue is and how many worker processes there are.
    """
    return QueueView.of(jobs.dead_messages.figures(), broker=jobs.has_broker)


@reading("/api/queue/dead", allowed=OPERATORS)
def list_dead(jobs: Given[JobDesk], limit: Limit = 100) -> DeadMessageList:
    """
    List messages that no worker could do, the one that died last first.
    """
    dead = jobs.dead_messages.newest(limit=limit)
    return DeadMessageList(items=[DeadMessageView.of(message) for message in dead])


@changing("/api/queue/dead/redrive")
def redrive(data: JSONBody[RedriveRequest], jobs: Given[JobDesk]) -> RedrivenView:
    """
    Send dead messages again whose runs still wait; put the others away.
    """
    return RedrivenView.of(jobs.redrive_messages(data.ids))


@changing("/api/queue/dead/purge")
def purge(data: JSONBody[PurgeRequest], jobs: Given[JobDesk]) -> PurgedView:
    """
    Forget dead messages of some age; their runs stay in the books.
    """
    forgotten = jobs.purge_messages(timedelta(hours=data.older_than_hours))
    return PurgedView(forgotten=forgotten)


ROUTES = (show_queue, list_dead, redrive, purge)
