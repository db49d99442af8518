"""POST /api/connection-tests."""

import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from litestar.params import JSONBody

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.health_checks import Finding, HealthCheck, HealthChecks
from entrypoints.rest.routes import changing
from entrypoints.rest.services import JobDesk, Services
from entrypoints.rest.standard_checks import queue_moves
from entrypoints.shop_checks import Check, Probe, shop_probes
from entrypoints.wire.connection_tests import ConnectionTestPage, ConnectionTestView
from entrypoints.wire.requests import ConnectionTestRequest
from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError, UnavailableError

_LIMIT_S: Final = 10.0
#: One at a time: a test asks the other side, and whoever does not answer keeps a thread.
_TURN: Final = threading.Lock()


@changing("/api/connection-tests", idempotent=False)
def try_connections(
    services: Given[Services],
    opened: Given[OpenShop],
    data: JSONBody[ConnectionTestRequest | None] = None,
) -> ConnectionTestPage:
    """
    Try every connection now, or those of some targets; writes nothing outside.

    Each may take ten seconds and then counts as not answering.
    """
    targets = set(data.targets) if data else set()
    probes = [p for p in _probes(services, opened) if not targets or p.target in targets]
    if not _TURN.acquire(blocking=False):
        raise UnavailableError("another test is under way; try again in a moment", retry_after_s=5)
    try:
        tests = list(_tried(probes, services.clock))
    finally:
        _TURN.release()
    return ConnectionTestPage(
        shop=opened.shop,
        at=services.clock.now(),
        ok=all(test.ok for test in tests),
        tests=tests,
    )


def _probes(services: Services, opened: OpenShop) -> Sequence[Probe]:
    queue = Probe(name="queue", target="queue", look=lambda: _queue(services.jobs))
    return [*shop_probes(opened), queue]


def _queue(jobs: JobDesk) -> Iterator[Check]:
    try:
        yield Check(name="queue", ok=True, text=queue_moves(jobs))
    except ConnectorError as error:
        yield Check(name="queue", ok=False, text=error.text)


def _tried(probes: Sequence[Probe], clock: Clock) -> Iterator[ConnectionTestView]:
    found: dict[str, list[Check]] = {}

    def look(probe: Probe) -> str:
        found[probe.name] = list(probe.look())
        return ""

    checks = [
        HealthCheck(
            name=probe.name,
            look=lambda probe=probe: look(probe),  # type: ignore[misc]  # binds the loop's probe
            limit_s=_LIMIT_S,
            fresh_for=timedelta(0),
        )
        for probe in probes
    ]
    for probe, finding in zip(probes, HealthChecks(checks, clock).findings(), strict=True):
        for check in _checks(found.get(probe.name, []), finding):
            yield ConnectionTestView.of(check, probe.target, finding.duration_s)


def _checks(found: Sequence[Check], finding: Finding) -> Sequence[Check]:
    if finding.ok:
        return found
    return [Check(name=finding.name, ok=False, text=finding.text)]


ROUTES = (try_connections,)
