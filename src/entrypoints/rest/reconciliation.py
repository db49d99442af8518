"""GET /api/reconciliation."""

from typing import Annotated

from litestar.params import QueryParameter

from entrypoints.rest.caller import OPERATORS
from entrypoints.rest.given import Given
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import reading
from entrypoints.wire.shop import ReconciliationView

Days = Annotated[int, QueryParameter(ge=1, le=90, description="Orders created in so many days.")]


# Operators only: it asks the marketplace page by page.
@reading("/api/reconciliation", allowed=OPERATORS)
def reconcile(person: Given[PersonDesk], days: Days = 14) -> ReconciliationView:
    """
    Ask the marketplace what it shows now and hold it against our books.
    """
    now = person.shop.adapters.clock().now()
    report = person.do(
        lambda run: person.shop.use_cases.reconcile_orders()(run, now, days=days),
        what="reconcile",
    )
    return ReconciliationView.of(report)


ROUTES = (reconcile,)
