"""Counts over a shop in memory, held to their contract."""

from tests.contracts.shop_figures_contract import ShopFiguresContract


class TestMemoryShopFigures(ShopFiguresContract):
    pass
