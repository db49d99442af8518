"""How work is run, given a set of adapters, a catalogue and a queue."""

from dependency_injector import containers, providers

from adapters.calendar.zoned_calendar import ZonedCalendar
from adapters.in_process.inline_run_queue import InlineRunQueue
from adapters.in_process.thread_heartbeat import ThreadHeartbeat
from adapters.memory.dead_messages import MemoryDeadMessages
from adapters.random_secrets import RandomSecrets
from entrypoints.run_ids import new_run_id
from job_core.ports.dead_messages import DeadMessages
from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.run_queue import RunQueue
from job_core.rules.retention import Retention
from job_core.use_cases.authenticate import Authenticate
from job_core.use_cases.cancel_run import CancelRun
from job_core.use_cases.end_session import EndSession
from job_core.use_cases.forget_old import ForgetOld
from job_core.use_cases.issue_token import IssueToken
from job_core.use_cases.job_figures import JobFigures
from job_core.use_cases.open_session import OpenSession
from job_core.use_cases.pause_job import PauseJob
from job_core.use_cases.perform_run import PerformRun
from job_core.use_cases.purge_messages import PurgeMessages
from job_core.use_cases.recover_runs import RecoverRuns
from job_core.use_cases.redrive_messages import RedriveMessages
from job_core.use_cases.request_run import RequestRun
from job_core.use_cases.reschedule import Reschedule
from job_core.use_cases.resume_job import ResumeJob
from job_core.use_cases.retry_run import RetryRun
from job_core.use_cases.revoke_token import RevokeToken
from job_core.use_cases.tick import Tick
from job_core.use_cases.trim_log import TrimLog

__all__ = ["InlineRunQueue", "JobUseCases"]


class JobUseCases(containers.DeclarativeContainer):
    """
    Every use case of running work, for all shops of the catalogue.
    """

    #: The clock, and the ports of runs, log, schedules and access.
    adapters = providers.DependenciesContainer()
    catalogue: providers.Dependency[JobCatalogue] = providers.Dependency()
    queue: providers.Dependency[RunQueue] = providers.Dependency()
    #: Without a broker nothing dies between processes.
    dead_messages: providers.Dependency[DeadMessages] = providers.Dependency(
        default=providers.ThreadSafeSingleton(MemoryDeadMessages)
    )

    #: How long what work leaves behind is kept.
    retention: providers.Provider[Retention] = providers.Object(Retention())

    calendar = providers.Factory(ZonedCalendar)
    secrets = providers.Factory(RandomSecrets)

    request_run = providers.Factory(
        RequestRun,
        run_book=adapters.run_book,
        leases=adapters.leases,
        queue=queue,
        catalogue=catalogue,
        clock=adapters.clock,
        new_run_id=providers.Callable(new_run_id, adapters.clock).provider,
    )
    heartbeat = providers.Factory(ThreadHeartbeat)
    perform_run = providers.Factory(
        PerformRun,
        leases=adapters.leases,
        run_book=adapters.run_book,
        sink=adapters.log_sink,
        catalogue=catalogue,
        queue=queue,
        request_run=request_run,
        clock=adapters.clock,
        heartbeat=heartbeat,
        shared_clock=adapters.shared_clock,
    )
    cancel_run = providers.Factory(CancelRun, run_book=adapters.run_book, clock=adapters.clock)
    retry_run = providers.Factory(RetryRun, run_book=adapters.run_book, request_run=request_run)
    recover_runs = providers.Factory(
        RecoverRuns,
        leases=adapters.leases,
        run_book=adapters.run_book,
        queue=queue,
        catalogue=catalogue,
        request_run=request_run,
        clock=adapters.clock,
        shared_clock=adapters.shared_clock,
    )
    job_figures = providers.Factory(JobFigures, run_book=adapters.run_book, clock=adapters.clock)
    redrive_messages = providers.Factory(
        RedriveMessages, dead=dead_messages, run_book=adapters.run_book
    )
    purge_messages = providers.Factory(PurgeMessages, dead=dead_messages, clock=adapters.clock)
    trim_log = providers.Factory(
        TrimLog, run_log=adapters.run_log, clock=adapters.clock, retention=retention.provided.log
    )
    forget_old = providers.Factory(
        ForgetOld,
        trim_log=trim_log,
        run_book=adapters.run_book,
        schedule_book=adapters.schedule_book,
        answered_requests=adapters.answered_requests,
        access_book=adapters.access_book,
        clock=adapters.clock,
        retention=retention,
    )

    tick = providers.Factory(
        Tick,
        schedule_book=adapters.schedule_book,
        request_run=request_run,
        sink=adapters.log_sink,
        calendar=calendar,
        clock=adapters.clock,
    )
    pause_job = providers.Factory(
        PauseJob,
        schedule_book=adapters.schedule_book,
        catalogue=catalogue,
        clock=adapters.clock,
    )
    resume_job = providers.Factory(
        ResumeJob,
        schedule_book=adapters.schedule_book,
        catalogue=catalogue,
        clock=adapters.clock,
    )
    reschedule = providers.Factory(
        Reschedule,
        schedule_book=adapters.schedule_book,
        calendar=calendar,
        catalogue=catalogue,
        clock=adapters.clock,
    )

    issue_token = providers.Factory(
        IssueToken, access_book=adapters.access_book, secrets=secrets, clock=adapters.clock
    )
    revoke_token = providers.Factory(
        RevokeToken, access_book=adapters.access_book, clock=adapters.clock
    )
    authenticate = providers.Factory(
        Authenticate, access_book=adapters.access_book, clock=adapters.clock
    )
    open_session = providers.Factory(
        OpenSession,
        access_book=adapters.access_book,
        authenticate=authenticate,
        secrets=secrets,
        clock=adapters.clock,
    )
    end_session = providers.Factory(EndSession, access_book=adapters.access_book)
