"""The SKU map in memory, held to its contract."""

from tests.contracts.sku_map_contract import SkuMapContract


class TestMemorySkuMap(SkuMapContract):
    pass
