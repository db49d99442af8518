"""The contract of Alerts in our database."""

from tests.contracts.alerts_contract import AlertsContract


class TestSqlAlerts(AlertsContract):
    pass
