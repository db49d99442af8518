"""Who may ask for what: every route, every role."""

from collections.abc import Iterator

import pytest
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter

from entrypoints.rest.openapi import document
from job_core.access import Role

V, O, M = Role.VIEWER, Role.OPERATOR, Role.METRICS  # noqa: E741 - as short as the table wants

#: Method and path of every route, with whom it serves; None: strangers too.
TABLE: dict[tuple[str, str], set[Role | None]] = {
    ("get", "/livez"): {None, V, O, M},
    ("get", "/readyz"): {None, V, O, M},
    ("get", "/health"): {None, V, O, M},
    ("get", "/api/health"): {None, V, O, M},
    ("post", "/api/session"): {None, V, O, M},
    ("delete", "/api/session"): {None, V, O, M},
    ("get", "/api/session"): {V, O, M},
    ("get", "/metrics"): {V, O, M},
    ("get", "/api/overview"): {V, O},
    ("get", "/api/jobs"): {V, O},
    ("get", "/api/jobs/status"): {V, O},
    ("get", "/api/jobs/{job_id}"): {V, O},
    ("post", "/api/jobs/{job_id}/run-now"): {O},
    ("post", "/api/jobs/{job_id}/execute"): {O},
    ("post", "/api/jobs/{job_id}/schedule"): {O},
    ("post", "/api/jobs/{job_id}/pause"): {O},
    ("post", "/api/jobs/{job_id}/resume"): {O},
    ("get", "/api/runs"): {V, O},
    ("get", "/api/runs/{run_id}"): {V, O},
    ("get", "/api/runs/{run_id}/writes"): {V, O},
    ("post", "/api/runs/{run_id}/cancel"): {O},
    ("post", "/api/runs/{run_id}/retry"): {O},
    ("get", "/api/logs"): {V, O},
    ("get", "/api/orders"): {V, O},
    ("post", "/api/orders/search"): {V, O},
    ("get", "/api/orders/{number}"): {V, O},
    ("post", "/api/orders/{number}/texts"): {O},
    ("post", "/api/orders/remedies"): {O},
    ("get", "/api/orders/{number}/raw"): {O},
    ("post", "/api/orders/{number}/confirm"): {O},
    ("post", "/api/orders/csv"): {O},
    ("get", "/api/held"): {V, O},
    ("get", "/api/held/{reason}"): {V, O},
    ("get", "/api/stock"): {V, O},
    ("get", "/api/stock/{sku}"): {V, O},
    ("get", "/api/carriers"): {V, O},
    ("post", "/api/carriers"): {O},
    ("post", "/api/skus"): {O},
    ("get", "/api/alerts"): {V, O},
    ("post", "/api/alerts/{alert_id}/close"): {O},
    ("get", "/api/plans"): {V, O},
    ("get", "/api/plans/{plan_id}"): {V, O},
    ("post", "/api/plans/{plan_id}/approve"): {O},
    ("post", "/api/plans/{plan_id}/apply"): {O},
    ("get", "/api/privacy"): {V, O},
    ("post", "/api/privacy/erase"): {O},
    ("get", "/api/reconciliation"): {V, O},
    ("get", "/api/settings"): {O},
    ("post", "/api/connection-tests"): {O},
    ("get", "/api/tokens"): {O},
    ("post", "/api/tokens"): {O},
    ("post", "/api/tokens/{name}/revoke"): {O},
    ("get", "/api/queue"): {V, O},
    ("get", "/api/queue/dead"): {O},
    ("post", "/api/queue/dead/redrive"): {O},
    ("post", "/api/queue/dead/purge"): {O},
    ("get", "/api/shops"): {V, O},
    ("post", "/api/shops/{name}/stop"): {O},
    ("post", "/api/shops/{name}/resume"): {O},
    ("post", "/api/shops/{name}/accept-erp"): {O},
}
_VALUES = {"alert_id": "1", "plan_id": "1"}


def _routes(counter: Counter) -> Iterator[tuple[str, str]]:
    for path, item in document(counter.app)["paths"].items():
        for method in item.keys() & {"get", "post", "put", "patch", "delete"}:
            yield method, path


def _address(path: str) -> str:
    for name in ("job_id", "run_id", "number", "sku", "name", "reason", "alert_id", "plan_id"):
        path = path.replace(f"{{{name}}}", _VALUES.get(name, "nobody"))
    return path


def test_the_table_names_every_route(counter: Counter) -> None:
    """
    A new route must be given its place here.
    """
    assert set(_routes(counter)) == set(TABLE)


@pytest.mark.parametrize("role", [None, *Role])
def test_every_route_serves_whom_the_table_says(
    open_counter: OpenCounter, role: Role | None
) -> None:
    counter = open_counter()

    served = {
        (method, path)
        for method, path in TABLE
        if counter.ask(method.upper(), _address(path), role=role).status_code
        != (401 if role is None else 403)
    }

    assert served == {route for route, roles in TABLE.items() if role in roles}


def test_the_description_is_for_those_who_may_look(counter: Counter) -> None:
    codes = [
        counter.ask("GET", "/schema", role=role).status_code
        for role in (None, Role.METRICS, Role.VIEWER)
    ]

    assert codes == [401, 403, 200]


def test_strangers_hear_the_status_only(counter: Counter) -> None:
    stranger = counter.ask("GET", "/api/health", role=None).json()
    viewer = counter.ask("GET", "/api/health", role=Role.VIEWER).json()

    assert stranger == {"status": "ok", "demo": True, "checks": []}
    assert {"database", "queue", "erp"} < {check["name"] for check in viewer["checks"]}
