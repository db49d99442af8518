"""A world with nothing in it."""

import pytest
from tests.unit.job_core.world import JobWorld


@pytest.fixture
def world() -> JobWorld:
    """
    One process with its database.
    """
    return JobWorld()
