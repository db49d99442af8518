"""temu-jtl status: how the shop stands, on one screen."""

from collections import Counter
from collections.abc import Iterator

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.sentences import sentence, words
from entrypoints.wire.overview import Overview

#: The way of an order, then the side tracks.
_ORDER_OF_STATES = (
    *("pending", "incomplete", "ready", "exporting", "exported", "in_erp", "partially_shipped"),
    *("shipped", "confirmed", "held", "cancelled", "cancelled_after_export", "cancelled_in_erp"),
    "closed_elsewhere",
)


def status(*, common: Common | None = None) -> int:
    """
    Show how the shop stands: orders, what is held, offers, alerts, the last runs.
    """
    common = common or Common()
    with common.opened() as shop:
        view = Overview.of(shop)
    if common.json:
        common.output.document(view)
        return ExitCode.OK
    output = common.output
    output.say(f"{view.shop}   {view.at:%Y-%m-%d %H:%M} UTC", style="bold")
    output.facts(_facts(view, common.again))
    output.say(f"\norders ({sum(view.orders_by_state.values())})", style="bold")
    output.facts(
        (words(state), view.orders_by_state[state])
        for state in _ORDER_OF_STATES
        if state in view.orders_by_state
    )
    if view.held_by_reason:
        output.say(f"\nheld; what to do: temu-jtl orders list --held{common.again}", style="yellow")
        most_first = sorted(view.held_by_reason.items(), key=lambda item: (-item[1], item[0]))
        output.facts((words(reason), n) for reason, n in most_first)
    if view.alerts:
        output.say(f"\nalerts; see: temu-jtl alerts list{common.again}", style="yellow")
        kinds = Counter(alert.kind for alert in view.alerts)
        output.facts((words(kind), n) for kind, n in kinds.most_common())
    output.table(
        "\nlast syncs",
        ("run", "job", "state", "started (UTC)", "seconds", "error"),
        (
            (r.run_id, r.job, words(r.state), r.started_at, r.duration_s, sentence(r.error))
            for r in view.last_runs
        ),
        empty=f"\nNothing was synced yet; begin with: temu-jtl sync orders{common.again}",
        whole=("run", "job"),
    )
    return ExitCode.OK


def _facts(view: Overview, options: str) -> Iterator[tuple[str, object]]:
    writes = view.writes
    yield (
        "writing outside",
        {
            "on": "on",
            "stopped": f"stopped by {writes.stopped_by}; go on with: temu-jtl resume{options}",
            "erp_changed": f"waits: {writes.erp_change}; look whether orders and stock are right, "
            f"then go on with: temu-jtl accept-erp{options}",
            "waits_for_approval": "not yet: the first plan must be approved once; "
            f"see: temu-jtl plans list{options}",
        }[writes.state],
    )
    if writes.plans_waiting:
        yield "plans", f"{writes.plans_waiting} waiting; see: temu-jtl plans list{options}"
    if writes.unsettled:
        yield "unsettled", f"{writes.unsettled} writes; the next sync looks what became of them"
    known = view.orders_known_until
    yield "all orders known", f"until {known:%Y-%m-%d %H:%M} UTC" if known else "no, never synced"
    offers = view.offers
    yield (
        "offers",
        f"{offers.active} active, {offers.matched} with an article, "
        f"{offers.out_of_step} out of step, {offers.refused} refused",
    )
