"""The services over a process's open jobs."""

import sqlalchemy as sa

from entrypoints.open_jobs import OpenJobs
from entrypoints.rest.health_checks import HealthChecks
from entrypoints.rest.services import AccessDesk, JobDesk, Services, Shops
from entrypoints.rest.standard_checks import standard_checks
from entrypoints.settings.server import ServerSettings


def services_of(jobs: OpenJobs, server: ServerSettings, *, demo: bool = False) -> Services:
    """
    Return what the REST interface is given; makes all connections' pools.
    """
    opened = list(jobs.shops.values())
    for shop in opened:
        # Requests come in many threads, and these must not be made by two at a time.
        shop.adapters.init_resources()
    desk, clock = _job_desk(jobs), jobs.adapters.clock()
    checks = tuple(standard_checks(opened, desk))
    use_cases = jobs.use_cases
    return Services(
        shops=Shops(opened=jobs.shops),
        jobs=desk,
        access=AccessDesk(
            authenticate=use_cases.authenticate(),
            open_session=use_cases.open_session(),
            end_session=use_cases.end_session(),
            answered_requests=jobs.adapters.answered_requests(),
            access_book=jobs.adapters.access_book(),
            issue_token=use_cases.issue_token(),
            revoke_token=use_cases.revoke_token(),
        ),
        health=HealthChecks(checks, clock),
        server=server,
        clock=clock,
        pools=_pools(jobs),
        demo=demo,
    )


def _pools(jobs: OpenJobs) -> dict[str, sa.Engine]:
    pools = {"jobs": jobs.adapters.engine(), "log": jobs.adapters.log_engine()}
    for name, shop in jobs.shops.items():
        pools[f"shop {name}"] = shop.adapters.engine()
        pools[f"erp {name}"] = shop.adapters.jtl().engine
    return pools


def _job_desk(jobs: OpenJobs) -> JobDesk:
    adapters, use_cases = jobs.adapters, jobs.use_cases
    return JobDesk(
        catalogue=jobs.catalogue,
        run_book=adapters.run_book(),
        run_log=adapters.run_log(),
        schedule_book=adapters.schedule_book(),
        calendar=use_cases.calendar(),
        request_run=use_cases.request_run(),
        cancel_run=use_cases.cancel_run(),
        retry_run=use_cases.retry_run(),
        pause_job=use_cases.pause_job(),
        resume_job=use_cases.resume_job(),
        reschedule=use_cases.reschedule(),
        job_figures=use_cases.job_figures(),
        dead_messages=jobs.dead_messages,
        redrive_messages=use_cases.redrive_messages(),
        purge_messages=use_cases.purge_messages(),
        has_broker=jobs.has_broker,
        clock=adapters.clock(),
    )
