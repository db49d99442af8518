"""GET /api/plans, /api/plans/{plan_id}; POST /api/plans/{plan_id}/approve."""

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import KeyPath
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing, reading
from entrypoints.wire.answers import PlanApproved
from entrypoints.wire.lists import PlanList
from entrypoints.wire.shop import PlanView
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext


@reading("/api/plans")
def list_plans(opened: Given[OpenShop]) -> PlanList:
    """
    List plans that wait for approval or were approved and not applied yet.
    """
    found = opened.adapters.plans().waiting(opened.shop)
    return PlanList(items=[PlanView.of_stored(plan) for plan in found])


@reading("/api/plans/{plan_id:int}")
def show_plan(plan_id: KeyPath, opened: Given[OpenShop]) -> PlanView:
    """
    Show every write of a plan: what is there now, what would be there then.
    """
    stored = opened.adapters.plans().get(opened.shop, plan_id)
    if stored is None:
        raise RejectedError("there is no such plan", code="unknown_plan", field="plan_id")
    return PlanView.of_stored(stored)


@changing("/api/plans/{plan_id:int}/approve")
def approve_plan(plan_id: KeyPath, person: Given[PersonDesk]) -> PlanApproved:
    """
    Approve a plan; the first approval of a shop also allows its later plans.
    """
    person.do(lambda run: _approve(run, person, plan_id), plan=plan_id)
    return PlanApproved(id=plan_id)


def _approve(run: RunContext, person: PersonDesk, plan_id: int) -> bool:
    adapters, by = person.shop.adapters, person.caller.by
    at = adapters.clock().now()
    if not adapters.plans().approve(run.fence, plan_id, by=by, at=at):
        raise RejectedError("there is no such waiting plan", code="unknown_plan", field="plan_id")
    adapters.shop_register().approve(run.fence, by=by, at=at)
    return True


ROUTES = (list_plans, show_plan, approve_plan)
