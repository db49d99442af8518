"""Everything a server process needs, opened for as long as it serves."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import attrs
from dependency_injector import providers

from entrypoints.container.job_adapters import JobAdapters, ThreadRunQueue
from entrypoints.container.job_use_cases import JobUseCases
from entrypoints.jobs import ShopJobs, default_schedules, sync_jobs
from entrypoints.open_shop import OpenShop, database_url, open_shop
from entrypoints.rest.health_checks import HealthChecks
from entrypoints.rest.services import AccessDesk, JobDesk, Services, Shops, TokenEnds
from entrypoints.rest.standard_checks import standard_checks
from entrypoints.settings.settings import Settings
from job_core.watch import Watch
from shared_kernel.clock import Clock

_LOG = logging.getLogger("temu_jtl.work")


@attrs.frozen(kw_only=True)
class Serving:
    """
    The services of a process, and the threads that do runs there.
    """

    services: Services
    jobs: JobUseCases
    ports: JobAdapters
    queue: ThreadRunQueue

    def start_workers(self) -> None:
        """
        Begin to do runs in threads of this process.
        """
        perform, watch = self.jobs.perform_run(), _UntilStopped(self.queue)
        self.queue.start(lambda run_id: perform(run_id, watch))


@attrs.frozen
class _UntilStopped(Watch):
    """
    Lets runs end at a checkpoint when the process is about to end.
    """

    queue: ThreadRunQueue

    def is_stopping(self) -> bool:
        return self.queue.is_stopping()


@contextmanager
def serving(
    settings: Settings, *, clock: Clock | None = None, demo: bool = False
) -> Iterator[Serving]:
    """
    Open all shops with one database, one log and one queue; nothing runs yet.

    Args:
        clock: Overrides the machine's clock, for a demonstration.
        demo: The outside world is the sandbox; nothing needs approval.

    Raises:
        RejectedError: A setting is wrong.
    """
    ports = JobAdapters(database_url=database_url(settings))
    if clock is not None:
        ports.clock.override(providers.Object(clock))
    with ExitStack() as stack:
        stack.callback(ports.shutdown_resources)
        # Connections are objects that must not be made by two threads at a time.
        ports.init_resources()
        opened = [
            stack.enter_context(
                open_shop(settings, name, clock=clock, demo=demo, log_sink=ports.log_sink())
            )
            for name in settings.shops
        ]
        for shop in opened:
            shop.adapters.init_resources()
        yield _serving(settings, ports, opened, demo=demo)


def _serving(
    settings: Settings, ports: JobAdapters, opened: list[OpenShop], *, demo: bool
) -> Serving:
    setup = opened[0].setup
    catalogue = ShopJobs(
        works={str(shop.shop): shop.work for shop in opened},
        known=sync_jobs(
            orders_deadline=setup.orders_deadline, inventory_deadline=setup.inventory_deadline
        ),
    )
    queue = ThreadRunQueue(clock=ports.clock(), complain=_complain)
    use_cases = JobUseCases(adapters=ports, catalogue=catalogue, queue=queue)
    ports.schedule_book().seed(default_schedules(catalogue.shops(), settings.erp.zone))
    jobs, token_ends = _job_desk(ports, use_cases, catalogue), TokenEnds()
    checks = tuple(standard_checks(opened, jobs, token_ends))
    services = Services(
        shops=Shops(opened={str(shop.shop): shop for shop in opened}),
        jobs=jobs,
        access=AccessDesk(
            authenticate=use_cases.authenticate(),
            open_session=use_cases.open_session(),
            end_session=use_cases.end_session(),
            answered_requests=ports.answered_requests(),
        ),
        health=HealthChecks(checks, ports.clock()),
        server=settings.server,
        clock=ports.clock(),
        token_ends=token_ends,
        demo=demo,
    )
    return Serving(services=services, jobs=use_cases, ports=ports, queue=queue)


def _complain(run_id: str, text: str) -> None:
    _LOG.error("run %s: %s", run_id, text)


def _job_desk(ports: JobAdapters, use_cases: JobUseCases, catalogue: ShopJobs) -> JobDesk:
    return JobDesk(
        catalogue=catalogue,
        run_book=ports.run_book(),
        run_log=ports.run_log(),
        schedule_book=ports.schedule_book(),
        calendar=use_cases.calendar(),
        request_run=use_cases.request_run(),
        cancel_run=use_cases.cancel_run(),
        retry_run=use_cases.retry_run(),
        pause_job=use_cases.pause_job(),
        resume_job=use_cases.resume_job(),
        reschedule=use_cases.reschedule(),
        job_figures=use_cases.job_figures(),
        clock=ports.clock(),
    )
