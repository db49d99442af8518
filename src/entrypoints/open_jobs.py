"""All shops with their jobs, opened for a process that does runs for long."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import attrs
from dependency_injector import providers

from entrypoints.container.job_adapters import JobAdapters, ThreadRunQueue
from entrypoints.container.job_use_cases import JobUseCases
from entrypoints.jobs import ShopJobs, default_schedules, sync_jobs
from entrypoints.open_shop import OpenShop, database_url, open_shop
from entrypoints.settings.settings import Settings
from job_core.run import LogLine
from job_core.watch import Watch
from shared_kernel.clock import Clock


@attrs.frozen
class WorkerWatch(Watch):
    """
    Lets runs end at their next checkpoint when the process stops; passes lines on.
    """

    queue: ThreadRunQueue
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
        return self.queue.is_stopping()


@attrs.frozen(kw_only=True)
class OpenJobs:
    """
    Every shop's jobs over one database, one log and one queue.
    """

    shops: Mapping[str, OpenShop]
    catalogue: ShopJobs
    adapters: JobAdapters
    use_cases: JobUseCases
    queue: ThreadRunQueue

    def start_workers(self, onlooker: Watch | None = None) -> None:
        """
        Begin to do runs in threads of this process.
        """
        perform = self.use_cases.perform_run()
        watch = WorkerWatch(self.queue, onlooker or Watch())
        self.queue.start(lambda run_id: perform(run_id, watch))

    def stop_workers(self, within_s: float) -> bool:
        """
        Begin no run and no batch; False when something still works after *within_s*.
        """
        return self.queue.stop(within_s)


@contextmanager
def open_jobs(
    settings: Settings,
    *,
    clock: Clock | None = None,
    demo: bool = False,
    threads: int = 2,
) -> Iterator[OpenJobs]:
    """
    Open all shops and seed their schedules; nothing runs yet.

    Args:
        clock: Overrides the machine's clock, for a demonstration.
        demo: The outside world is the sandbox; nothing needs approval.
        threads: How many runs are done at a time.

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
        shops = {
            name: stack.enter_context(
                open_shop(settings, name, clock=clock, demo=demo, log_sink=adapters.log_sink())
            )
            for name in settings.shops
        }
        yield _open_jobs(settings, adapters, shops, threads)


def _unheard(_run_id: str, _text: str) -> None:
    """
    Say nothing: the run's record and log tell it.
    """


def _open_jobs(
    settings: Settings, adapters: JobAdapters, shops: Mapping[str, OpenShop], threads: int
) -> OpenJobs:
    setup = next(iter(shops.values())).setup
    catalogue = ShopJobs(
        works={name: shop.work for name, shop in shops.items()},
        known=sync_jobs(
            orders_deadline=setup.orders_deadline, inventory_deadline=setup.inventory_deadline
        ),
    )
    queue = ThreadRunQueue(clock=adapters.clock(), threads=threads, complain=_unheard)
    adapters.schedule_book().seed(default_schedules(catalogue.shops(), settings.erp.zone))
    return OpenJobs(
        shops=shops,
        catalogue=catalogue,
        adapters=adapters,
        use_cases=JobUseCases(adapters=adapters, catalogue=catalogue, queue=queue),
        queue=queue,
    )
