"""The SKU map in our database, held to its contract."""

from tests.contracts.sku_map_contract import SkuMapContract


class TestSqlSkuMap(SkuMapContract):
    pass
