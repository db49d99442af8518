"""temu-jtl alerts: what a person should see although work goes on."""

from cyclopts import App

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import MEND
from entrypoints.cli.person import person_at_terminal, person_name
from entrypoints.cli.sentences import sentence, words
from entrypoints.wire.shop import AlertView
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import RunContext

app = App(name="alerts", help="See and put away alerts.", group=MEND)


@app.command(name="list")
def list_alerts(*, common: Common | None = None) -> int:
    """
    List open alerts, newest first.
    """
    common = common or Common()
    with common.opened() as shop:
        alerts = [AlertView.of(alert) for alert in shop.adapters.alerts().open(shop.shop)]
    if common.json:
        common.output.document(alerts)
        return ExitCode.OK
    common.output.table(
        "",
        ("id", "since (UTC)", "times", "kind", "what"),
        ((a.id, a.raised_at, a.times, words(a.kind), sentence(a.text)) for a in alerts),
        empty="no open alerts",
        whole=("id", "since (UTC)"),
    )
    return ExitCode.OK


@app.command(name="close")
def close_alert(alert: int, *, common: Common | None = None) -> int:
    """
    Put an alert away; it comes back if its cause does.

    Parameters
    ----------
    alert
        The alert's id from the list.
    """
    common = common or Common()
    with common.opened() as shop:

        def close(run: RunContext) -> bool:
            return shop.adapters.alerts().close(
                run.fence, alert, by=person_name(), at=shop.adapters.clock().now()
            )

        closed = shop.by_person(close, by=person_at_terminal(), alert=alert)
    if not closed:
        raise RejectedError(f"there is no open alert {alert}", field="alert")
    common.output.say(f"alert {alert} is put away.")
    return ExitCode.OK
