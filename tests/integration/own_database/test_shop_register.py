"""The shop register in our database, held to its contract."""

from tests.contracts.shop_register_contract import ShopRegisterContract


class TestSqlShopRegister(ShopRegisterContract):
    pass
