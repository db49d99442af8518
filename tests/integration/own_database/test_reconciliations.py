"""Reconciliations in our database, held to their contract."""

from tests.contracts.reconciliations_contract import ReconciliationsContract


class TestSqlReconciliations(ReconciliationsContract):
    pass
