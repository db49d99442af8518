"""How a finished run is told."""

from entrypoints.cli.output import Output
from entrypoints.cli.sentences import sentence
from entrypoints.wire.plans import PlanView
from entrypoints.wire.runs import RunView
from job_core.run import Run, RunState
from job_core.use_cases.execute_run import Execution
from temu_core.use_cases.sync_orders import SyncResult

#: What is said of a count; anything else is shown under its own name.
WORDS = {
    "listed": "listed",
    "details": "asked in detail",
    "new": "new",
    "pending": "pending at the marketplace",
    "incomplete": "waiting for details",
    "ready": "ready to export",
    "held": "held",
    "cancelled": "cancelled",
    "cancelled_after_export": "cancelled after export",
    "cancelled_in_erp": "cancelled in the ERP",
    "closed_elsewhere": "closed elsewhere",
    "exported": "recorded for export",
    "handed_over": "handed over",
    "handover_open": "not handed over yet",
    "already_there": "in the ERP already",
    "in_erp": "seen in the ERP",
    "not_taken": "not taken by the ERP",
    "partially_shipped": "partly shipped",
    "shipped": "shipped",
    "accepted": "accepted",
    "refused": "refused",
    "unknown": "outcome unknown",
    "not_sent": "not sent",
    "waiting": "waiting",
    "read_back": "read back",
    "planned": "planned, not written",
    "stored": "stored",
    "vanished": "vanished",
    "unreadable": "unreadable",
    "computed": "targets",
    "changed": "targets changed",
    "unmatched": "without an article",
    "differing": "out of step",
    "shown": "shown there",
    "gaps": "differ",
}


def print_run(output: Output, run: Run) -> None:
    """
    Print what each step did, and why the run did not end well if so.
    """
    output.table(
        "",
        ("step", "", "seconds", "what happened"),
        (
            (
                step.number,
                step.name,
                f"{step.duration_s:.1f}",
                ", ".join(f"{n} {WORDS.get(what, what)}" for what, n in step.counts.items())
                or "nothing to do",
            )
            for step in run.steps
        ),
        empty="nothing was done",
        whole=("", "step"),
    )
    if run.state is not RunState.SUCCESS:
        code = f" [{run.error_code}]" if run.error_code else ""
        output.say(
            f"{run.job} ended {run.state.value}: {sentence(run.error)}{code}", style="bold red"
        )


def print_execution(
    output: Output, execution: Execution[SyncResult], *, held: int, options: str = ""
) -> None:
    """
    Print a sync: its steps, what it planned, and how many orders are held.

    Args:
        options: What must follow every command.
    """
    plans = execution.result.plans if execution.result else ()
    if output.as_json:
        output.document(
            {
                "run": RunView.of(execution.run),
                "plans": [PlanView.of(plan) for plan in plans if plan.writes],
                "held": held,
            }
        )
        return
    print_run(output, execution.run)
    if execution.run.parameters.get("dry_run"):
        for plan in plans:
            output.table(
                f"\nplan {plan.hash[:12]} ({plan.kind.value}) – nothing was written",
                ("what", "now", "then"),
                ((write.subject, write.before, write.after) for write in plan.writes),
                empty="",
            )
    if held:
        are = "order is" if held == 1 else "orders are"
        output.say(f"{held} {are} held; see: temu-jtl orders list --held{options}", style="yellow")
