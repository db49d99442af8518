"""The carrier map in memory, held to its contract."""

from tests.contracts.carrier_map_contract import CarrierMapContract


class TestMemoryCarrierMap(CarrierMapContract):
    pass
