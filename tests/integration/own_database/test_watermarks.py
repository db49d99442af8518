"""Watermarks in our database, held to their contract."""

from tests.contracts.watermarks_contract import WatermarksContract


class TestSqlWatermarks(WatermarksContract):
    pass
