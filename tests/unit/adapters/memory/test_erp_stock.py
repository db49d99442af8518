"""The ERP's stock in memory, held to its contract."""

import pytest
from tests.contracts.erp_stock_contract import ErpStockContract, StockMarkContract
from tests.contracts.erp_world import ErpWorld
from tests.unit.adapters.memory.erp import MemoryErpWorld

from adapters.memory.erp_stock import MemoryErpStock
from shared_kernel.sku import Sku
from temu_core.ports.erp_stock import ErpStock


class TestMemoryErpStock(ErpStockContract, StockMarkContract):
    @pytest.fixture
    def world(self) -> ErpWorld:
        return MemoryErpWorld()

    @pytest.fixture
    def stock(self, world: ErpWorld) -> ErpStock:
        assert isinstance(world, MemoryErpWorld)
        return MemoryErpStock(world.erp)


def test_an_article_that_vanished_changes_the_mark() -> None:
    world = MemoryErpWorld()
    world.add_article("LAMP", sellable=5)
    world.add_article("BOOK", sellable=5)
    stock = MemoryErpStock(world.erp)
    before = stock.mark()

    del world.erp.articles[Sku("LAMP")]

    after = stock.mark()
    assert before is not None
    assert after is not None
    assert before.tables != after.tables


def test_an_erp_without_versions_has_no_mark() -> None:
    world = MemoryErpWorld()
    world.erp.moods.without_versions = True

    assert MemoryErpStock(world.erp).mark() is None
