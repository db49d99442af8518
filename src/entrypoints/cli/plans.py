"""temu-jtl plans: see, approve and apply what waits to be written outside."""

from itertools import groupby

from cyclopts import App

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.output import Output
from entrypoints.cli.panels import MEND
from entrypoints.cli.person import person_at_terminal, person_name
from entrypoints.cli.sentences import sentence
from entrypoints.cli.sync import answer, watching
from entrypoints.open_shop import OpenShop
from entrypoints.wire.plans import PlanView
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext
from temu_core.plan import PlanKind, PlanState, StoredPlan

app = App(name="plans", help="See, approve and apply what waits to be written outside.", group=MEND)


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
            f"agree: temu-jtl plans apply ID{common.again}"
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
    print_plan(common.output, view, common.again)
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
        _approved(shop, plan, as_shown=False)
    common.output.say(f"plan {plan} is approved; the next sync applies it.")
    return ExitCode.OK


@app.command(name="apply")
def apply_plan(plan: int, *, common: Common | None = None) -> int:
    """
    Approve a plan and run its job at once; refused when what it was computed from has changed.

    Parameters
    ----------
    plan
        The plan's id from the list.
    """
    common = common or Common()
    with common.opened() as shop, watching(common) as watch:
        kind = _approved(shop, plan, as_shown=True)
        execution = shop.apply(kind, watch, by=person_at_terminal())
        code = answer(common, shop, execution)
        after = shop.adapters.plans().get(shop.shop, plan)
    applied = after is not None and after.state is PlanState.APPLIED
    common.output.say(
        f"plan {plan} was applied."
        if applied
        else f"plan {plan} was not applied: the run wanted something else, or could not write; "
        f"see: temu-jtl plans list{common.again}",
        style="bold green" if applied else "bold red",
    )
    return code if applied else ExitCode.FAILED


def print_plan(output: Output, view: PlanView, options: str) -> None:
    """
    Print what is there now and what would be there then, grouped, with the details.
    """
    why = sentence(view.approval_reason)
    output.say(f"plan {view.id} ({view.kind}), {view.state}, {len(view.writes)} writes: {why}")
    for group, writes in groupby(view.writes, key=lambda write: write.group):
        if group:
            output.say(f"\n{group}", style="bold")
        output.table(
            "",
            ("what", "now", "then", "in detail"),
            (
                (write.subject, write.before, f"→ {write.after}", "\n".join(write.details))
                for write in writes
            ),
            empty="",
            whole=("what",),
        )
    if not view.writes:
        output.say("it writes nothing")
    if view.state in (PlanState.WAITING.value, PlanState.APPROVED.value):
        output.say(f"\nagree and write it now: temu-jtl plans apply {view.id}{options}")


def _approved(shop: OpenShop, plan: int, *, as_shown: bool) -> PlanKind:
    if shop.adapters.plans().get(shop.shop, plan) is None:
        raise RejectedError(f"there is no plan {plan}", field="plan")
    approve = shop.use_cases.approve_plan()

    def work(run: RunContext) -> StoredPlan:
        stored: StoredPlan = approve(run, plan, by=person_name(), as_shown=as_shown)
        return stored

    return shop.by_person(work, by=person_at_terminal(), plan=plan).plan.kind
