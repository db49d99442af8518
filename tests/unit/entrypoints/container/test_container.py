"""Keywords of the container are invisible to the type checker, so everything is built once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dependency_injector import containers, providers
from tests.unit.entrypoints.settings.written import loaded
from tests.unit.workflows.world import ShopWorld

from adapters.own_database.order_book import SqlOrderBook
from entrypoints.container.job_adapters import JobAdapters
from entrypoints.container.memory_adapters import MemoryAdapters
from entrypoints.container.use_cases import UseCases
from entrypoints.open_shop import OpenShop, open_shop
from temu_core.ports.order_handover import OrderHandover

#: A shop between a SQLite ERP and a port nobody listens on.
SHOP = """
data = "store"
[erp]
url = "sqlite:///erp.sqlite"
[shops.north.temu]
base_url = "http://127.0.0.1:9/router"
app_key = "key"
app_secret = "secret"
access_token = "token"
"""
#: Of the memory's outside world only.
_ONLY_IN_MEMORY = {"books", "marketplace", "erp"}


@pytest.fixture
def real_shop(tmp_path: Path) -> Iterator[OpenShop]:
    with open_shop(loaded(tmp_path, SHOP), None) as shop:
        yield shop


def _build_all(container: containers.Container) -> dict[str, object]:
    return {
        name: provider()
        for name, provider in container.providers.items()
        if not isinstance(provider, providers.DependenciesContainer)
    }


def test_everything_over_memory_can_be_built() -> None:
    use_cases = ShopWorld.open().use_cases

    use_cases.check_dependencies()
    built = _build_all(use_cases)

    assert {"sync_orders", "sync_inventory", "mend_orders", "accept_requests"} <= built.keys()


def test_every_adapter_in_memory_can_be_built() -> None:
    world = ShopWorld.open()
    adapters = MemoryAdapters(
        clock=world.clock, books=world.books, marketplace=world.marketplace, erp=world.erp
    )

    adapters.check_dependencies()

    assert all(part is not None for part in _build_all(adapters).values())


def test_every_adapter_of_a_real_shop_can_be_built_without_asking_anybody(
    real_shop: OpenShop,
) -> None:
    real_shop.adapters.check_dependencies()

    built = _build_all(real_shop.adapters)

    assert isinstance(built["order_book"], SqlOrderBook)


def test_every_use_case_of_a_real_shop_can_be_built(real_shop: OpenShop) -> None:
    real_shop.use_cases.check_dependencies()

    assert "execute_run" in _build_all(real_shop.use_cases)


def test_memory_and_the_real_world_have_the_same_ports(real_shop: OpenShop) -> None:
    in_memory = MemoryAdapters.providers.keys() - _ONLY_IN_MEMORY

    real = real_shop.adapters.providers.keys() | JobAdapters.providers.keys()
    assert in_memory <= real


def test_a_forgotten_setup_is_noticed_before_anything_runs() -> None:
    use_cases = UseCases(adapters=ShopWorld.open().use_cases.adapters)

    with pytest.raises(Exception, match="setup"):
        use_cases.check_dependencies()


@pytest.mark.parametrize(("delivery", "kind"), [("inbox", "JtlInbox"), ("file", "JtlOrderOutbox")])
def test_the_setting_decides_how_orders_reach_the_erp(
    tmp_path: Path, delivery: str, kind: str
) -> None:
    text = f'{SHOP}[shops.north.orders]\ndelivery = "{delivery}"\n'

    with open_shop(loaded(tmp_path, text), "north") as shop:
        handover: OrderHandover = shop.adapters.order_handover()

    assert type(handover).__name__ == kind


def test_a_recorded_run_is_read_only_where_orders_are_listed(tmp_path: Path) -> None:
    with open_shop(loaded(tmp_path, SHOP), None, recorded_run="20260302T120000-ab") as shop:
        take = shop.use_cases.take_orders()

    assert type(take.walk_orders.feed).__name__ == "RecordedOrderFeed"
    assert type(take.refresh_orders.feed).__name__ == "TemuOrderFeed"
    assert not take.from_network
