"""Whatever is asked, the answer is one that the description knows, and never our fault."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import attrs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)
from tests.integration.rest.counter import counter_at
from tests.integration.rest.real_server import served
from tests.integration.rest.test_openapi import COMMITTED

from job_core.access import Role

DESCRIBED = schemathesis.openapi.from_path(COMMITTED)

#: Names of things are not in the description, nor are choices that exclude each other;
#: numbers may come in quotes.  Who may ask what is shown by a table of its own.
_NOT_IN_THE_DESCRIPTION = [positive_data_acceptance, negative_data_rejection, ignored_auth]


@attrs.frozen(kw_only=True)
class Victim:
    """
    A server to be asked anything, with a token that may do everything.
    """

    url: str
    token: str = attrs.field(repr=False)


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
        yield Victim(url=stack.enter_context(served(counter)), token=counter.tokens[Role.OPERATOR])


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
    case.call_and_validate(
        base_url=victim.url,
        headers={"authorization": f"Bearer {victim.token}"},
        excluded_checks=_NOT_IN_THE_DESCRIPTION,
    )
