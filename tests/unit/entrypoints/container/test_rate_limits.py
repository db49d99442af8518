"""Shops of one application are one caller to the marketplace."""

from pathlib import Path

import pytest
from tests.unit.entrypoints.settings.written import loaded

from adapters.redis_rate_limit.shared_rate_limit import SharedRateLimit
from entrypoints.container.database import upgrade_database
from entrypoints.container.rate_limits import calls_per_second
from entrypoints.open_jobs import open_jobs
from entrypoints.open_shop import database_url

SHOP = """
[shops.{name}.temu]
base_url = "http://127.0.0.1:9/router"
app_key = "{key}"
app_secret = "secret"
access_token = "token"
requests_per_second = {rate}
"""
THREE = (
    'data = "store"\n[erp]\nurl = "sqlite:///erp.sqlite"\n'
    + SHOP.format(name="north", key="one", rate=20)
    + SHOP.format(name="south", key="one", rate=15)
    + SHOP.format(name="east", key="two", rate=0)
)
NOWHERE = '[queue]\nbroker_url = "redis://127.0.0.1:1/0"\n'


def test_the_lowest_rate_of_an_application_counts(tmp_path: Path) -> None:
    settings = loaded(tmp_path, THREE)

    assert calls_per_second(settings, "one") == 15
    assert calls_per_second(settings, "two") is None


@pytest.mark.parametrize("queue", ["", NOWHERE])
def test_shops_of_one_application_share_its_limit(tmp_path: Path, queue: str) -> None:
    settings = loaded(tmp_path, THREE + queue)
    upgrade_database(database_url(settings))

    with open_jobs(settings) as jobs:
        limits = {
            name: shop.adapters.temu().orders.router.rate_limit for name, shop in jobs.shops.items()
        }

    assert limits["north"] is limits["south"]
    assert limits["north"] is not limits["east"]
    assert isinstance(limits["north"], SharedRateLimit) == bool(queue)
