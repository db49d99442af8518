"""Reconciliations in memory, held to their contract."""

from tests.contracts.reconciliations_contract import ReconciliationsContract


class TestMemoryReconciliations(ReconciliationsContract):
    pass
