"""temu-jtl demo: a merchant's day, played fast against the sandbox."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from entrypoints.cli.demo_ending import print_ending
from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.output import Output, make_console
from entrypoints.cli.report import print_run
from entrypoints.cli.watching import TerminalWatch
from entrypoints.demo.day import DAY, DEADLINE, Hour, play
from entrypoints.demo.world import demo_world
from entrypoints.wire.runs import RunView
from job_core.run import Run


def demo(
    *,
    data: Path = Path("demo-data"),
    scenario: Annotated[Literal["small", "large"] | None, Parameter()] = None,
    jtl_url: str = "",
    json: Annotated[bool, Parameter(negative="")] = False,
    verbose: Annotated[bool, Parameter(name=["--verbose", "-v"], negative="")] = False,
) -> int:
    """
    Run both workflows against a sandbox Temu and a sandbox JTL; needs no settings.

    The sandbox's clock is moved forward between the runs: orders are booked,
    parcels leave, buyers cancel.  A second demo on the same data changes
    nothing outside.

    Parameters
    ----------
    data
        Folder of the demonstration; made when missing, gone on with when there.
    scenario
        small: about 50 orders that touch every rule; large: 10,000 orders.
    jtl_url
        Address of a SQL Server's database for the sandbox's JTL, made by python -m sandbox
        jtl-script; by default it is a file.
    json
        Print one JSON document at the end; errors and log lines stay text, on standard error.
    verbose
        Print every log line.
    """
    output = Output(json)
    runs: list[Run] = []
    watch = TerminalWatch(make_console(stderr=True), verbose=verbose)
    with (
        demo_world(data, scenario, alone=True, jtl_url=jtl_url) as world,
        world.opened(deadline=DEADLINE) as shop,
        watch,
    ):
        output.say("DEMO – every order, buyer and article here is invented", style="bold")
        before = world.sandbox.books()

        def tell(hour: Hour, now: str, done: tuple[Run, ...]) -> None:
            output.say(f"\n{now}   {hour.what}", style="bold")
            for run in done:
                print_run(output, run)
            runs.extend(done)

        play(world, shop, DAY[world.scenario], watch, tell)
        again = Common(demo=True, data=data).again
        ending = print_ending(output, world, shop, before, again)
    if json:
        output.document({"runs": [RunView.of(run) for run in runs], **ending.document()})
    return ExitCode.OK if ending.agrees and all(not run.error for run in runs) else ExitCode.FAILED
