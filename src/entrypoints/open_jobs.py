"""All shops with their jobs, opened for a process that does runs for long."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

import attrs
from dependency_injector import providers

from entrypoints.container.job_adapters import JobAdapters
from entrypoints.container.job_use_cases import JobUseCases
from entrypoints.container.rate_limits import open_rate_limits
from entrypoints.container.run_queues import OpenQueue, open_queue
from entrypoints.jobs import ShopJobs, default_schedules, sync_jobs
from entrypoints.open_shop import OpenShop, database_url, open_shop
from entrypoints.settings.settings import Settings
from job_core.ports.dead_messages import DeadMessages
from job_core.ports.run_workers import RunWorkers
from job_core.rules.retention import Retention
from job_core.run import LogLine
from job_core.watch import Watch
from shared_kernel.clock import Clock


@attrs.frozen
class WorkerWatch(Watch):
    """
    Lets runs end at their next checkpoint when the process stops; passes lines on.
    """

    workers: RunWorkers
    onlooker: Watch

    def line(self, line: LogLine) -> None:
        """
        Pass a line on.
        """
        self.onlooker.line(line)

    def is_stopping(self) -> bool:
        """
        Return whether the workers are to stop.
        """
        return self.workers.is_stopping()


@attrs.frozen(kw_only=True)
class OpenJobs:
    """
    Every shop's jobs over one database, one log and one queue.
    """

    shops: Mapping[str, OpenShop]
    catalogue: ShopJobs
    adapters: JobAdapters
    use_cases: JobUseCases
    workers: RunWorkers
    dead_messages: DeadMessages
    #: True when runs go through a broker to worker processes.
    has_broker: bool
    #: False when runs are done by other processes only.
    works_here: bool

    def start_workers(self, onlooker: Watch | None = None) -> None:
        """
        Begin to do runs in threads of this process, unless others do them.
        """
        if not self.works_here:
            return
        perform = self.use_cases.perform_run()
        watch = WorkerWatch(self.workers, onlooker or Watch())
        self.workers.start(lambda run_id: perform(run_id, watch))

    def stop_workers(self, within_s: float) -> bool:
        """
        Begin no run and no batch; False when something still works after *within_s*.
        """
        return self.workers.stop(within_s)


@contextmanager
def open_jobs(
    settings: Settings,
    *,
    clock: Clock | None = None,
    demo: bool = False,
    threads: int = 2,
    worker: bool = False,
    warn: Callable[[str], None] | None = None,
) -> Iterator[OpenJobs]:
    """
    Open all shops and seed their schedules; nothing runs yet.

    Args:
        clock: Overrides the machine's clock, for a demonstration.
        demo: The outside world is the sandbox; nothing needs approval.
        threads: How many runs are done at a time.
        worker: This process does runs, whatever the settings say of servers.
        warn: Told of trouble with the queue.

    Raises:
        RejectedError: A setting is wrong.
    """
    adapters = JobAdapters(database_url=database_url(settings))
    if clock is not None:
        adapters.clock.override(providers.Object(clock))
    with ExitStack() as stack:
        stack.callback(adapters.shutdown_resources)
        # Connections are objects that must not be made by two threads at a time.
        adapters.init_resources()
        rate_limits = stack.enter_context(open_rate_limits(settings, warn or _unheard))
        shops = {
            name: stack.enter_context(
                open_shop(
                    settings,
                    name,
                    clock=clock,
                    demo=demo,
                    log_sink=adapters.log_sink(),
                    rate_limits=rate_limits,
                )
            )
            for name in settings.shops
        }
        catalogue = _catalogue(shops)
        queue = stack.enter_context(
            open_queue(
                settings.queue,
                catalogue.jobs(),
                adapters.clock(),
                threads=threads,
                warn=warn or _unheard,
            )
        )
        adapters.schedule_book().seed(
            default_schedules(
                catalogue.shops(),
                settings.erp.zone,
                files_only=[name for name, shop in shops.items() if shop.setup.files_only],
            )
        )
        works_here = worker or not queue.has_broker or settings.queue.work_in_server
        yield _open_jobs(
            adapters,
            shops,
            catalogue,
            queue,
            works_here=works_here,
            retention=settings.retention.of_work(),
        )


def _unheard(_text: str) -> None:
    """
    Say nothing: health and figures tell it.
    """


def _catalogue(shops: Mapping[str, OpenShop]) -> ShopJobs:
    setup = next(iter(shops.values())).setup
    return ShopJobs(
        works={name: shop.work for name, shop in shops.items()},
        known=sync_jobs(
            orders_deadline=setup.orders_deadline, inventory_deadline=setup.inventory_deadline
        ),
    )


def _open_jobs(
    adapters: JobAdapters,
    shops: Mapping[str, OpenShop],
    catalogue: ShopJobs,
    queue: OpenQueue,
    *,
    works_here: bool,
    retention: Retention,
) -> OpenJobs:
    return OpenJobs(
        shops=shops,
        catalogue=catalogue,
        adapters=adapters,
        use_cases=JobUseCases(
            adapters=adapters,
            catalogue=catalogue,
            queue=queue.runs,
            dead_messages=queue.dead,
            retention=providers.Object(retention),
        ),
        workers=queue.runs,
        dead_messages=queue.dead,
        has_broker=queue.has_broker,
        works_here=works_here,
    )
