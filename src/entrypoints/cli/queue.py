"""temu-jtl queue: what waits for workers, and what they could not do."""

from datetime import timedelta
from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import HOUSE
from entrypoints.wire.queue import DeadMessageView, PurgedView, QueueView, RedrivenView
from shared_kernel.errors import RejectedError

app = App(name="queue", help="See what waits for workers and what they could not do.", group=HOUSE)


@app.command(name="status")
def status(*, common: Common | None = None) -> int:
    """
    Show how full the queue is and how many worker processes there are.
    """
    common = common or Common()
    with common.opened_jobs() as jobs:
        view = QueueView.of(jobs.dead_messages.figures(), broker=jobs.has_broker)
    if common.json:
        common.output.document(view)
    elif not view.broker:
        common.output.say("no queue.broker_url is set: serve or scheduler do the runs themselves")
    else:
        common.output.facts(
            (
                ("waiting", view.waiting),
                ("waiting for their time", view.delayed),
                ("dead", view.dead),
                ("workers", view.workers),
            )
        )
    return ExitCode.OK


@app.command(name="dead")
def dead(
    *,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=1000))] = 100,
    common: Common | None = None,
) -> int:
    """
    List messages that no worker could do, with the reason.

    Parameters
    ----------
    limit
        At most so many, those that died last.
    """
    common = common or Common()
    with common.opened_jobs() as jobs:
        found = jobs.dead_messages.newest(limit=limit)
    messages = [DeadMessageView.of(message) for message in found]
    if common.json:
        common.output.document(messages)
        return ExitCode.OK
    common.output.table(
        "",
        ("message", "died (UTC)", "shop", "job", "run", "why"),
        ((m.id, m.died_at, m.shop, m.job, m.run_id, m.why) for m in messages),
        empty="no message is dead",
        whole=("message",),
    )
    return ExitCode.OK


@app.command(name="redrive")
def redrive(
    *messages: str,
    all: Annotated[bool, Parameter(negative="")] = False,  # noqa: A002 - as it is typed
    common: Common | None = None,
) -> int:
    """
    Send dead messages again; those whose run has ended are put away.

    The work of a run that has ended is done again with "jobs retry".

    Parameters
    ----------
    messages
        Their ids from the list.
    all
        All that are dead.
    """
    if bool(messages) == all:
        raise RejectedError("name messages from the list, or say --all", field="messages")
    common = common or Common()
    with common.opened_jobs() as jobs:
        redriven = jobs.use_cases.redrive_messages()(None if all else messages)
    if common.json:
        common.output.document(RedrivenView.of(redriven))
        return ExitCode.OK
    sent, over = len(redriven.sent), len(redriven.put_away)
    common.output.say(f"{sent} sent again, {over} put away because their runs have ended")
    return ExitCode.OK


@app.command(name="purge")
def purge(
    *,
    older_than_hours: Annotated[int, Parameter(validator=Number(gte=0, lte=168))] = 24,
    common: Common | None = None,
) -> int:
    """
    Forget dead messages; their runs and what those said stay in the books.

    Parameters
    ----------
    older_than_hours
        Only those that died longer ago.
    """
    common = common or Common()
    with common.opened_jobs() as jobs:
        forgotten = jobs.use_cases.purge_messages()(timedelta(hours=older_than_hours))
    if common.json:
        common.output.document(PurgedView(forgotten=forgotten))
    else:
        common.output.say(f"{forgotten} forgotten")
    return ExitCode.OK
