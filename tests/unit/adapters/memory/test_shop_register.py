"""The shop register in memory, held to its contract."""

from tests.contracts.shop_register_contract import ShopRegisterContract


class TestMemoryShopRegister(ShopRegisterContract):
    pass
