"""What the REST interface is given."""

import threading
from collections.abc import Mapping, Sequence

import attrs
import sqlalchemy as sa

from entrypoints.open_shop import OpenShop
from entrypoints.rest.health_checks import HealthChecks
from entrypoints.rest.refusals import SeveralShopsError
from entrypoints.settings.server import ServerSettings
from entrypoints.wire.answers import ShopView
from job_core.ports.access_book import AccessBook
from job_core.ports.answered_requests import AnsweredRequests
from job_core.ports.calendar import Calendar
from job_core.ports.dead_messages import DeadMessages
from job_core.ports.job_catalogue import JobCatalogue
from job_core.ports.run_book import RunBook
from job_core.ports.run_log import RunLog
from job_core.ports.schedule_book import ScheduleBook
from job_core.use_cases.authenticate import Authenticate
from job_core.use_cases.cancel_run import CancelRun
from job_core.use_cases.end_session import EndSession
from job_core.use_cases.issue_token import IssueToken
from job_core.use_cases.job_figures import JobFigures
from job_core.use_cases.open_session import OpenSession
from job_core.use_cases.pause_job import PauseJob
from job_core.use_cases.purge_messages import PurgeMessages
from job_core.use_cases.redrive_messages import RedriveMessages
from job_core.use_cases.request_run import RequestRun
from job_core.use_cases.reschedule import Reschedule
from job_core.use_cases.resume_job import ResumeJob
from job_core.use_cases.retry_run import RetryRun
from job_core.use_cases.revoke_token import RevokeToken
from shared_kernel.clock import Clock
from shared_kernel.errors import RejectedError


@attrs.frozen(kw_only=True)
class JobDesk:
    """
    All about jobs and runs, of every shop.
    """

    catalogue: JobCatalogue
    run_book: RunBook
    run_log: RunLog
    schedule_book: ScheduleBook
    calendar: Calendar
    request_run: RequestRun
    cancel_run: CancelRun
    retry_run: RetryRun
    pause_job: PauseJob
    resume_job: ResumeJob
    reschedule: Reschedule
    job_figures: JobFigures
    dead_messages: DeadMessages
    redrive_messages: RedriveMessages
    purge_messages: PurgeMessages
    #: True when runs go through a broker to worker processes.
    has_broker: bool
    clock: Clock


@attrs.frozen(kw_only=True)
class AccessDesk:
    """
    All about who may come in.
    """

    authenticate: Authenticate
    open_session: OpenSession
    end_session: EndSession
    answered_requests: AnsweredRequests
    access_book: AccessBook
    issue_token: IssueToken
    revoke_token: RevokeToken


@attrs.frozen(kw_only=True)
class Shops:
    """
    The shops this process has opened, by name.
    """

    opened: Mapping[str, OpenShop]

    def views(self) -> Sequence[ShopView]:
        """
        Return the shops as others see them.
        """
        return [ShopView(name=shop.shop, zone=shop.zone) for shop in self.opened.values()]

    def named(self, name: str | None) -> OpenShop:
        """
        Return the shop of that name, or the only one when none is named.

        Raises:
            SeveralShopsError: None was named and there are several.
            RejectedError: There is no such shop; code ``unknown_shop``.
        """
        if name is None:
            if len(self.opened) != 1:
                raise SeveralShopsError(list(self.opened))
            return next(iter(self.opened.values()))
        if name not in self.opened:
            raise RejectedError("there is no such shop", code="unknown_shop", field="shop")
        return self.opened[name]


@attrs.frozen(kw_only=True)
class Services:
    """
    Everything the REST interface can ask for.
    """

    shops: Shops
    jobs: JobDesk
    access: AccessDesk
    health: HealthChecks
    server: ServerSettings
    clock: Clock
    #: By name of its pool, for figures.
    pools: Mapping[str, sa.Engine] = attrs.field(factory=dict)
    demo: bool = False
    #: Set when the process is about to end; whoever waits for a run is then answered.
    stopping: threading.Event = attrs.field(factory=threading.Event)
