"""The ports of running work for a process that serves all shops for long."""

from collections.abc import Iterator

import sqlalchemy as sa
from dependency_injector import containers, providers

from adapters.clock import SystemClock
from adapters.in_process.buffered_log_sink import BufferedLogSink
from adapters.in_process.log_hub import LogHub
from adapters.own_database.access_book import SqlAccessBook
from adapters.own_database.answered_requests import SqlAnsweredRequests
from adapters.own_database.leases import SqlLeases
from adapters.own_database.log_file import log_url
from adapters.own_database.run_book import SqlRunBook
from adapters.own_database.run_log import SqlRunLog
from adapters.own_database.schedule_book import SqlScheduleBook
from adapters.own_database.shared_clock import SqlSharedClock
from adapters.sql.engine import open_engine
from job_core.ports.run_log import RunLog
from shared_kernel.clock import Clock

__all__ = ["JobAdapters", "LogHub"]


def _engine(url: str) -> Iterator[sa.Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


def _sink(run_log: RunLog, hub: LogHub) -> Iterator[BufferedLogSink]:
    sink = BufferedLogSink(run_log=run_log, hub=hub)
    yield sink
    sink.close()


class JobAdapters(containers.DeclarativeContainer):
    """
    Every port of running work, on our own database; closed with the container.
    """

    database_url = providers.Dependency(instance_of=str)
    clock: providers.Provider[Clock] = providers.ThreadSafeSingleton(SystemClock)

    engine = providers.Resource(_engine, database_url)
    #: The writer of the log commits on its own connection; in SQLite to its own file.
    log_engine = providers.Resource(_engine, providers.Callable(log_url, database_url))
    leases = providers.Factory(SqlLeases, engine)
    #: The machine's own, whatever the clock above shows.
    machine_clock: providers.Provider[Clock] = providers.ThreadSafeSingleton(SystemClock)
    shared_clock = providers.Factory(SqlSharedClock, engine, machine_clock)
    run_book = providers.Factory(SqlRunBook, engine)
    run_log = providers.Factory(SqlRunLog, log_engine, engine)
    schedule_book = providers.Factory(SqlScheduleBook, engine)
    access_book = providers.Factory(SqlAccessBook, engine)
    answered_requests = providers.Factory(SqlAnsweredRequests, engine)
    log_hub = providers.ThreadSafeSingleton(LogHub)
    log_sink = providers.Resource(_sink, run_log, log_hub)
