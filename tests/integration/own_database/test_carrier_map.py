"""The carrier map in our database, held to its contract."""

from tests.contracts.carrier_map_contract import CarrierMapContract


class TestSqlCarrierMap(CarrierMapContract):
    pass
