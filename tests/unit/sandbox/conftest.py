"""
Opens shops and closes them after the test.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.sandbox.shops import Opened, ShopFixture, open_shop

from sandbox.scenario.orders import OrderScript


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """
    Return a function that opens a shop with the given orders.
    """
    shops: list[ShopFixture] = []

    def open_one(*orders: OrderScript) -> ShopFixture:
        shops.append(open_shop(tmp_path, *orders))
        return shops[-1]

    yield open_one
    for fixture in shops:
        fixture.shop.store.close()
