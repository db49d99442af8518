"""GET /livez, /readyz, /api/health."""

from collections.abc import Sequence

from litestar import Request, Response
from litestar.datastructures import State

from entrypoints.rest.caller import ANYONE, Caller
from entrypoints.rest.given import Given
from entrypoints.rest.health_checks import Finding
from entrypoints.rest.routes import reading
from entrypoints.rest.services import Services
from entrypoints.wire.health import CheckView, Health, HealthView, StatusView

_DOWN = 503


@reading("/livez", allowed=ANYONE)
def livez() -> StatusView:
    """
    Say that the process answers; looks at nothing else.
    """
    return StatusView(status="ok")


@reading("/readyz", allowed=ANYONE)
def readyz(services: Given[Services]) -> Response[StatusView]:
    """
    Say whether work can be done: 503 while it cannot.
    """
    status = _status(services.health.findings())
    return Response(StatusView(status=status), status_code=_code(status))


@reading(["/api/health", "/health"], allowed=ANYONE)
def health(
    services: Given[Services], request: Request[Caller | None, None, State]
) -> Response[HealthView]:
    """
    Say how database, ERP, marketplace, queue and jobs are; strangers hear the status only.
    """
    findings = services.health.findings()
    status = _status(findings)
    shown = findings if request.user is not None else ()
    view = HealthView(
        status=status, demo=services.demo, checks=[_check(finding) for finding in shown]
    )
    return Response(view, status_code=_code(status))


def _status(findings: Sequence[Finding]) -> Health:
    if any(not finding.ok and finding.vital for finding in findings):
        return "down"
    return "ok" if all(finding.ok for finding in findings) else "degraded"


def _code(status: Health) -> int:
    return _DOWN if status == "down" else 200


def _check(finding: Finding) -> CheckView:
    return CheckView(
        name=finding.name,
        ok=finding.ok,
        text=finding.text,
        at=finding.at,
        duration_s=finding.duration_s,
    )


ROUTES = (livez, readyz, health)
