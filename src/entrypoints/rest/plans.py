"""GET /api/plans, /api/plans/{plan_id}; POST /api/plans/{plan_id}/approve, …/apply."""

from litestar.concurrency import sync_to_thread

from entrypoints.jobs import applying_run
from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import KeyPath
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing, reading
from entrypoints.rest.run_now import Wait, awaited
from entrypoints.rest.services import Services
from entrypoints.wire.answers import PlanApproved
from entrypoints.wire.lists import PlanList
from entrypoints.wire.plans import PlanView
from entrypoints.wire.runs import RunView
from job_core.run import Run
from shared_kernel.errors import RejectedError
from temu_core.plan import StoredPlan


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
    _approved(person, plan_id, as_shown=False)
    return PlanApproved(id=plan_id)


@changing("/api/plans/{plan_id:int}/apply", status=202)
async def apply_plan(
    plan_id: KeyPath, person: Given[PersonDesk], services: Given[Services], wait: Wait = 0
) -> RunView:
    """
    Approve a plan and run its job now; 409 when what it was computed from has changed.
    """
    run = await sync_to_thread(_requested, person, services, plan_id)
    return RunView.of(await awaited(services.jobs, run, wait, services.stopping))


def _requested(person: PersonDesk, services: Services, plan_id: int) -> Run:
    kind = _approved(person, plan_id, as_shown=True).plan.kind
    job, parameters = applying_run(kind)
    return services.jobs.request_run(
        person.shop.shop, job, parameters, by=person.caller.by, queue_behind=True
    )


def _approved(person: PersonDesk, plan_id: int, *, as_shown: bool) -> StoredPlan:
    approve = person.shop.use_cases.approve_plan()
    stored: StoredPlan = person.do(
        lambda run: approve(run, plan_id, by=person.caller.by, as_shown=as_shown), plan=plan_id
    )
    return stored


ROUTES = (list_plans, show_plan, approve_plan, apply_plan)
