"""Counts over a shop in our database, held to their contract."""

from tests.contracts.shop_figures_contract import ShopFiguresContract


class TestSqlShopFigures(ShopFiguresContract):
    pass
