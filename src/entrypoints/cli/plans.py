"""temu-jtl plans: see and approve what waits to be written outside."""

from cyclopts import App

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import MEND
from entrypoints.cli.person import person_at_terminal, person_name
from entrypoints.cli.sentences import sentence
from entrypoints.wire.shop import PlanView
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext

app = App(name="plans", help="See and approve what waits to be written outside.", group=MEND)


@app.command(name="list")
def list_plans(*, common: Common | None = None) -> int:
    """
    List plans that wait for approval.
    """
    common = common or Common()
    with common.opened() as shop:
        plans = [PlanView.of_stored(plan) for plan in shop.adapters.plans().waiting(shop.shop)]
    if common.json:
        common.output.document(plans)
        return ExitCode.OK
    common.output.table(
        "",
        ("id", "state", "kind", "writes", "why"),
        ((p.id, p.state, p.kind, len(p.writes), sentence(p.approval_reason)) for p in plans),
        empty="no plan waits",
    )
    if plans:
        common.output.say(
            f"\nlook: temu-jtl plans show ID{common.again}   "
            f"agree: temu-jtl plans approve ID{common.again}"
        )
    return ExitCode.OK


@app.command(name="show")
def show_plan(plan: int, *, common: Common | None = None) -> int:
    """
    Show every write of a plan: what is there now, what would be there then.

    Parameters
    ----------
    plan
        The plan's id from the list.
    """
    common = common or Common()
    with common.opened() as shop:
        stored = shop.adapters.plans().get(shop.shop, plan)
    if stored is None:
        raise RejectedError(f"there is no plan {plan}", field="plan")
    view = PlanView.of_stored(stored)
    if common.json:
        common.output.document(view)
        return ExitCode.OK
    common.output.say(f"plan {plan} ({view.kind}), {view.state}: {sentence(view.approval_reason)}")
    common.output.table(
        "",
        ("what", "now", "then"),
        ((write.subject, write.before, write.after) for write in view.writes),
        empty="it writes nothing",
        whole=("what",),
    )
    return ExitCode.OK


@app.command(name="approve")
def approve_plan(plan: int, *, common: Common | None = None) -> int:
    """
    Approve a plan; the next sync applies it if it still wants the same.

    The first approval of a shop also allows its later plans, unless a guard objects.

    Parameters
    ----------
    plan
        The plan's id from the list.
    """
    common = common or Common()
    with common.opened() as shop:

        def approve(run: RunContext) -> bool:
            by, at = person_name(), shop.adapters.clock().now()
            if not shop.adapters.plans().approve(run.fence, plan, by=by, at=at):
                return False
            shop.adapters.shop_register().approve(run.fence, by=by, at=at)
            return True

        approved = shop.by_person(approve, by=person_at_terminal(), plan=plan)
    if not approved:
        raise RejectedError(f"there is no waiting plan {plan}", field="plan")
    common.output.say(f"plan {plan} is approved; the next sync applies it.")
    return ExitCode.OK
