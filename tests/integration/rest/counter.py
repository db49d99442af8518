"""The counter of a shop: REST calls by people of each role."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import attrs
import httpx
from litestar import Litestar
from litestar.testing import TestClient
from tests.integration.workflows.harness import NORTH, Play, WorldClock, played
from tests.integration.workflows.lamp_shop import lamp_shop

from entrypoints.open_jobs import OpenJobs, open_jobs
from entrypoints.rest.app import create_app
from entrypoints.rest.services import Services
from entrypoints.rest.services_of import services_of
from entrypoints.settings.server import ServerSettings
from job_core.access import Role
from sandbox.scenario.script import Scenario

HERE = "http://127.0.0.1:8787"
SHOP = str(NORTH)


@attrs.frozen(kw_only=True)
class Counter:
    """
    A running interface with a token for each role.
    """

    play: Play
    jobs: OpenJobs
    services: Services
    app: Litestar
    client: TestClient[Litestar]
    tokens: dict[Role, str] = attrs.field(repr=False)

    def ask(
        self, method: str, path: str, *, role: Role | None = Role.OPERATOR, **options: Any
    ) -> httpx.Response:
        """
        Send a request as somebody of *role*; None is a stranger.
        """
        headers = dict(options.pop("headers", {}))
        if role is not None:
            headers.setdefault("authorization", f"Bearer {self.tokens[role]}")
        return self.client.request(method, path, headers=headers, **options)

    def get(self, path: str, **options: Any) -> httpx.Response:
        """
        Read as an operator.
        """
        return self.ask("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        """
        Change something as an operator.
        """
        if body is not None:
            options["json"] = body
        return self.ask("POST", path, **options)

    def with_services(self, **changes: Any) -> "Counter":
        """
        Return a counter of a new interface over changed services.
        """
        services = attrs.evolve(self.services, **changes)
        app = create_app(services)
        client = TestClient(app, base_url=HERE, raise_server_exceptions=False)
        return attrs.evolve(self, services=services, app=app, client=client)


def counter_at(
    stack: ExitStack,
    folder: Path,
    *,
    scenario: str | Scenario | None = None,
    workers: bool = False,
    server: ServerSettings | None = None,
    at: str = HERE,
) -> Counter:
    """
    Open a shop and its counter in *folder*: the lamp shop unless another is wanted.

    Args:
        workers: Do runs in threads; otherwise they stay queued.
        at: Where the client thinks the server is.
    """
    play = stack.enter_context(played(folder, scenario or lamp_shop()))
    jobs = stack.enter_context(open_jobs(play.settings, clock=WorldClock(play.world), demo=True))
    services = services_of(jobs, server or play.settings.server, demo=True)
    tokens = {role: jobs.use_cases.issue_token()(f"the {role.value}", role).secret for role in Role}
    if workers:
        jobs.start_workers()
        stack.callback(jobs.stop_workers, 10.0)
    app = create_app(services)
    client = stack.enter_context(TestClient(app, base_url=at, raise_server_exceptions=False))
    client.cookies.clear()
    return Counter(play=play, jobs=jobs, services=services, app=app, client=client, tokens=tokens)
