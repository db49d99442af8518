"""Watermarks in memory, held to their contract."""

from tests.contracts.watermarks_contract import WatermarksContract


class TestMemoryWatermarks(WatermarksContract):
    pass
