"""A world and the person who looks after its shop."""

import pytest
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import ShopWorld


@pytest.fixture
def world() -> ShopWorld:
    """
    Return a new world.
    """
    return ShopWorld.open()


@pytest.fixture
def ada(world: ShopWorld) -> Person:
    """
    Return the person who looks after the shop of *world*.
    """
    return Person(world)
