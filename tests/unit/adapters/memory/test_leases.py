"""Leases in memory, held to their contract."""

from tests.contracts.leases_contract import LeasesContract


class TestMemoryLeases(LeasesContract):
    pass
