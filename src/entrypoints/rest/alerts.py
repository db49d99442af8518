"""GET /api/alerts; POST /api/alerts/{alert_id}/close."""

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import KeyPath, Limit
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing, reading
from entrypoints.wire.answers import AlertClosed
from entrypoints.wire.lists import AlertList
from entrypoints.wire.shop import AlertView
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext


@reading("/api/alerts")
def list_alerts(opened: Given[OpenShop], limit: Limit = 100) -> AlertList:
    """
    List open alerts, newest first.
    """
    found = opened.adapters.alerts().open(opened.shop, limit)
    return AlertList(items=[AlertView.of(alert) for alert in found])


@changing("/api/alerts/{alert_id:int}/close")
def close_alert(alert_id: KeyPath, person: Given[PersonDesk]) -> AlertClosed:
    """
    Put an alert away; it comes back if its cause does.
    """
    person.do(lambda run: _close(run, person, alert_id), alert=alert_id)
    return AlertClosed(id=alert_id)


def _close(run: RunContext, person: PersonDesk, alert_id: int) -> bool:
    adapters = person.shop.adapters
    if not adapters.alerts().close(
        run.fence, alert_id, by=person.caller.by, at=adapters.clock().now()
    ):
        raise RejectedError("there is no such open alert", code="unknown_alert", field="alert_id")
    return True


ROUTES = (list_alerts, close_alert)
