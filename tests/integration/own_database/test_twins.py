"""Whatever is done in whatever order, the books in SQL say what the books in memory say."""

import os

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.integration.own_database.job_twins import JobTwins
from tests.integration.own_database.offer_twins import OfferTwins
from tests.integration.own_database.order_twins import OrderTwins
from tests.integration.own_database.twins import Twins

#: Stories per group of ports and database; a server is emptied more slowly than a file.
STORIES = {"sqlite": 25}
STORIES_ON_SERVERS = 8
STEPS = 25


# A time-out in the middle of a story would be told as something wrong with the story.
@pytest.mark.timeout(600)
@pytest.mark.parametrize("twins", [OrderTwins, OfferTwins, JobTwins])
def test_both_books_say_the_same(real_engine: sa.Engine, twins: type[Twins]) -> None:
    budget = settings(
        max_examples=STORIES.get(real_engine.dialect.name, STORIES_ON_SERVERS),
        stateful_step_count=STEPS,
        # The same stories each time where nobody is there to look; new ones elsewhere.
        derandomize=bool(os.environ.get("CI")),
        database=None,
        # A story is told as it was drawn: to look for shorter ones takes longer than a test may.
        phases=[Phase.generate],
        report_multiple_bugs=False,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )

    run_state_machine_as_test(lambda: twins(real_engine), settings=budget)  # type: ignore[arg-type]  # it documents any factory
