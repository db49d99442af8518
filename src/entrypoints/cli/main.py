"""The command ``temu-jtl``."""

import sys
from collections.abc import Sequence
from importlib.metadata import version

import stamina
from cyclopts import App, CycloptsError
from rich.console import Console
from rich.text import Text

from entrypoints.cli import (
    alerts,
    database,
    jobs,
    mapping,
    orders,
    plans,
    runs,
    shop,
    stock,
    sync,
    tokens,
)
from entrypoints.cli.demo import demo
from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.scheduler import scheduler
from entrypoints.cli.serve import serve
from shared_kernel.errors import ConnectorError, RejectedError


def build_app() -> App:
    """
    Return the command with all its sub-commands.
    """
    app = App(
        name="temu-jtl",
        help="Keeps Temu and JTL-Wawi in step: orders in, stock and shipments out.",
        version=version("temu-jtl"),
        default_parameter=None,
    )
    app.command(demo)
    app.command(serve)
    app.command(scheduler)
    for group in (sync, jobs, orders, stock, mapping, alerts, plans, runs, tokens, database):
        app.command(group.app)
    for command in (shop.stop, shop.resume, shop.reconcile):
        app.command(command)
    return app


def run(words: Sequence[str]) -> int:
    """
    Run a command line and return its exit code; errors are one sentence on standard error.
    """
    # Retries are ours to tell, in the run log; the library would print them.
    stamina.instrumentation.set_on_retry_hooks([])
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        code = build_app()(words, exit_on_error=False, print_error=False, error_console=errors)
    except CycloptsError as error:
        errors.print(Text(str(error), style="bold red"))
        errors.print("See: temu-jtl --help")
        return ExitCode.USAGE
    except RejectedError as error:
        _print(errors, error)
        return ExitCode.USAGE
    except ConnectorError as error:
        _print(errors, error)
        return ExitCode.FAILED
    except KeyboardInterrupt:
        errors.print("stopped; the next run goes on where this one ended")
        return ExitCode.FAILED
    return code if isinstance(code, int) else ExitCode.OK


def _print(console: Console, error: ConnectorError) -> None:
    code = f" [{error.code}]" if error.code else ""
    console.print(Text(f"{error.text}{code}", style="bold red"))


def main() -> None:
    """
    Enter from the shell.
    """
    sys.exit(run(sys.argv[1:]))
