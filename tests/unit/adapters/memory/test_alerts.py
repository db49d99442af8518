"""Alerts in memory, held to their contract."""

from tests.contracts.alerts_contract import AlertsContract


class TestMemoryAlerts(AlertsContract):
    pass
