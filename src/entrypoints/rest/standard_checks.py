"""What the health page looks at."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from entrypoints.open_shop import OpenShop
from entrypoints.rest.health_checks import HealthCheck
from entrypoints.rest.services import JobDesk
from job_core.rules.pausing import is_paused
from job_core.run import RunState
from job_core.schedule import ScheduleEntry
from shared_kernel.errors import RejectedError, UnavailableError
from temu_core.order import OrderNumber

#: Asked for to see whether the ERP lets us read; nobody names an order like this.
_NO_ORDER = OrderNumber("temu-jtl-health-no-such-order")
#: A run may rightly wait behind another, whose deadline is shorter than this.
_LONGEST_QUEUED = timedelta(minutes=15)
#: A job that missed so many due times in a row is late.
_MISSED = 3


def standard_checks(opened: Sequence[OpenShop], jobs: JobDesk) -> Iterator[HealthCheck]:
    """
    Yield the checks of a server.
    """
    yield HealthCheck(name="database", look=lambda: _database(jobs), vital=True)
    yield HealthCheck(name="queue", look=lambda: queue_moves(jobs))
    if jobs.has_broker:
        processes = opened[0].adapters.settings().queue.processes
        yield HealthCheck(name="workers", look=lambda: workers_there(jobs, processes))
    yield HealthCheck(
        name="erp",
        look=lambda: _erp(opened[0]),
        limit_s=5,
        fresh_for=timedelta(seconds=30),
    )
    for shop in opened:
        yield HealthCheck(
            name=f"marketplace {shop.shop}",
            look=lambda shop=shop: _marketplace(shop),  # type: ignore[misc]  # binds the loop's shop
            limit_s=5,
            fresh_for=timedelta(minutes=5),
        )
        for job in jobs.catalogue.jobs():
            yield HealthCheck(
                name=f"{job.id} {shop.shop}",
                look=lambda shop=shop, job=job: last_success(jobs, shop.shop, job.id),  # type: ignore[misc]  # binds the loop's names
                fresh_for=timedelta(seconds=10),
            )


def workers_there(jobs: JobDesk, processes: int) -> str:
    """
    Return who takes runs from the broker.

    Args:
        processes: How many the settings say may call the marketplace at a time.

    Raises:
        UnavailableError: Its Redis does not answer, or nobody does.
        RejectedError: There are more than the settings say.
    """
    figures = jobs.dead_messages.figures()
    if not figures.workers:
        raise UnavailableError("no worker is there; start one: temu-jtl worker")
    if figures.workers > processes:
        raise RejectedError(
            f"{figures.workers} workers are there and queue.processes says {processes}; raise it, "
            "or they call the marketplace too fast while Redis is away"
        )
    dead = f", {figures.dead} dead messages; see temu-jtl queue dead" if figures.dead else ""
    return f"{figures.workers} at work{dead}"


def last_success(jobs: JobDesk, shop: str, job: str) -> str:
    """
    Return when a job last succeeded.

    Raises:
        RejectedError: It is late: several due times passed since.
    """
    found = jobs.run_book.recent(shop, job=job, states=[RunState.SUCCESS], limit=1)
    if not found:
        return "has not succeeded yet"
    last = found[0].finished_at or found[0].requested_at
    entries = [entry for entry in jobs.schedule_book.entries(shop) if entry.job == job]
    words = f"last success {last:%Y-%m-%d %H:%M} UTC"
    if any(_is_late(jobs, entry, last) for entry in entries):
        raise RejectedError(f"{words}; several due times passed since")
    return words


def _is_late(jobs: JobDesk, entry: ScheduleEntry, last: datetime) -> bool:
    now = jobs.clock.now()
    if is_paused(entry, now):
        return False
    due = jobs.calendar.next_times(entry.trigger, entry.zone, last, _MISSED)
    return len(due) == _MISSED and due[-1] < now


def _database(jobs: JobDesk) -> str:
    # The log may have a file of its own: one that answers says nothing about the other.
    jobs.run_book.in_states([RunState.QUEUED], limit=1)
    jobs.run_log.last_position()
    return "answers"


def queue_moves(jobs: JobDesk) -> str:
    """
    Return how the queue is.

    Raises:
        UnavailableError: A run waits for too long.
    """
    waiting = jobs.run_book.in_states([RunState.QUEUED], limit=1)
    if not waiting:
        return "nothing waits"
    since = jobs.clock.now() - waiting[0].requested_at
    if since > _LONGEST_QUEUED:
        raise UnavailableError(f"run {waiting[0].id} waits since {since}; is a worker running?")
    return "runs are taken"


def _erp(shop: OpenShop) -> str:
    shop.adapters.erp_orders().presence([_NO_ORDER])
    return "answers"


def _marketplace(shop: OpenShop) -> str:
    if shop.setup.files_only:
        return "orders come as files; nobody is asked"
    account = shop.adapters.seller_accounts().describe()
    left = account.token_expires_at - account.marketplace_time
    if left <= timedelta(0):
        raise RejectedError("the access token has expired; make a new one in Seller Center")
    return f"the access token ends in {left.days} days"
