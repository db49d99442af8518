"""GET /api/reconciliation."""

from entrypoints.jobs import RECONCILIATION_JOB
from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.routes import reading
from entrypoints.wire.reconciliation import ReconciliationView
from shared_kernel.errors import RejectedError


@reading("/api/reconciliation")
def last_reconciliation(opened: Given[OpenShop]) -> ReconciliationView:
    """
    Show the last reconciliation; the job ``temu_reconciliation`` makes a new one.
    """
    report = opened.adapters.reconciliations().last(opened.shop)
    if report is None:
        raise RejectedError(
            f"the shop was never reconciled; run the job {RECONCILIATION_JOB}",
            code="unknown_reconciliation",
        )
    return ReconciliationView.of(report)


ROUTES = (last_reconciliation,)
