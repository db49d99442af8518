"""Whatever is asked, the answer is one that the description knows, and never our fault."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import AuthContext
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.integration.rest.counter import counter_at
from tests.integration.rest.real_server import served
from tests.integration.rest.test_openapi import COMMITTED

from job_core.access import Role
from job_core.ports.answered_requests import AnsweredRequests

DESCRIBED = schemathesis.openapi.from_path(COMMITTED)

#: What the description allows, and a rule refuses: with the reason that no description can say.
_RULES_DECIDE = {
    "GET /api/logs": "after or before, not both",
    "GET /api/orders": "after is what a page before said",
    "GET /api/stock": "likewise; its pattern is not kept to by what is made up",
    "POST /api/orders/search": "JSON Schema calls 5.0 whole, we do not; after as above",
    "POST /api/orders/csv": "an order file is no JSON",
    "POST /api/orders/remedies": "orders or a reason, and what the remedy needs",
    "POST /api/carriers": "the marketplace knows its carriers",
    "POST /api/skus": "the ERP knows its articles",
    "POST /api/jobs/{job_id}/run-now": "the URL and the body may not name two shops",
    "POST /api/jobs/{job_id}/execute": "as above",
    "POST /api/jobs/{job_id}/schedule": "cron or every_s, not both; zones there are",
    "POST /api/jobs/{job_id}/pause": "not until yesterday",
    "POST /api/shops/{name}/accept-erp": "only the change that waits, as it was shown",
}


@attrs.frozen(kw_only=True)
class Victim:
    """
    A server to be asked anything.
    """

    url: str
    answered: AnsweredRequests

    def forget_keys(self) -> None:
        """
        Let every request be the first with its Idempotency-Key: few are made up, for many requests.
        """
        self.answered.forget_before(datetime.max.replace(tzinfo=UTC))


@DESCRIBED.auth()
class OperatorsToken:
    """
    Shows the victim's token, unless a check leaves it out to see whether anybody minds.
    """

    token = ""

    def get(self, _case: schemathesis.Case[Any], _context: AuthContext) -> str:
        return OperatorsToken.token

    def set(self, case: schemathesis.Case[Any], data: str, _context: AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    with ExitStack() as stack:
        counter = counter_at(
            stack, tmp_path_factory.mktemp("victim"), scenario="small", workers=True
        )
        for job in ("temu_inventory_sync", "temu_orders_sync"):
            counter.post(f"/api/jobs/{job}/run-now?wait=60", {}).raise_for_status()
        # From here on nobody is kept waiting for a run.
        counter.services.stopping.set()
        OperatorsToken.token = counter.tokens[Role.OPERATOR]
        yield Victim(
            url=stack.enter_context(served(counter)),
            answered=counter.jobs.adapters.answered_requests(),
        )


@DESCRIBED.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_any_request_is_answered_as_described(case: schemathesis.Case[Any], victim: Victim) -> None:
    victim.forget_keys()
    by_rules = case.operation.label in _RULES_DECIDE
    case.call_and_validate(
        base_url=victim.url,
        excluded_checks=[positive_data_acceptance] if by_rules else [],
    )
