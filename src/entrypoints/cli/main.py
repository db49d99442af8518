"""The command ``temu-jtl``."""

import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import stamina
from cyclopts import App, CycloptsError, Parameter
from rich.console import Console
from rich.text import Text

from entrypoints.cli import (
    alerts,
    database,
    jobs,
    mapping,
    orders,
    plans,
    privacy,
    queue,
    reconciliation,
    runs,
    shop,
    stock,
    sync,
    tokens,
)
from entrypoints.cli.demo import demo
from entrypoints.cli.doctor import doctor
from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.logs import logs
from entrypoints.cli.output import make_console
from entrypoints.cli.panels import HELP, HOUSE, START, WORK
from entrypoints.cli.scheduler import scheduler
from entrypoints.cli.sentences import sentence
from entrypoints.cli.serve import serve
from entrypoints.cli.simulate import simulate
from entrypoints.cli.status import status
from entrypoints.cli.usage import PROGRAM, usage_sentences
from entrypoints.cli.worker import worker
from shared_kernel.errors import ConnectorError, RejectedError

_EPILOGUE = (
    "Answers to the shell: 0 ok, 1 failed, 2 wrong command line or settings, "
    "3 finished and some orders are held."
)


def build_app() -> App:
    """
    Return the command with all its sub-commands.
    """
    app = App(
        name=PROGRAM,
        help="Keeps Temu and JTL-Wawi in step: orders in, stock and shipments out.",
        help_epilogue=_EPILOGUE,
        version=version(PROGRAM),
        default_parameter=Parameter(show_default=_worth_showing),
        result_action="return_value",
    )
    for command in (demo, doctor, status):
        app.command(command, group=START)
    app.command(simulate, group=START)
    app.command(reconciliation.reconcile, group=WORK)
    for command in (serve, scheduler, worker, shop.stop, shop.resume, shop.accept_erp, logs):
        app.command(command, group=HOUSE)
    looking = (sync, jobs, orders, mapping, alerts, plans, stock, runs)
    for group in (*looking, privacy, tokens, queue, database):
        app.command(group.app)
    for flag in ("--help", "--version"):
        app[flag].group = HELP
    return app


def run(words: Sequence[str]) -> int:
    """
    Run a command line and return its exit code; errors are sentences on standard error.
    """
    # Retries are ours to tell, in the run log; the library would print them.
    stamina.instrumentation.set_on_retry_hooks([])
    errors = make_console(stderr=True)
    try:
        code = build_app()(words, exit_on_error=False, print_error=False, error_console=errors)
    except CycloptsError as error:
        text, see = usage_sentences(error)
        _print(errors, text)
        errors.print(f"See: {see}", soft_wrap=True)
        return ExitCode.USAGE
    except RejectedError as error:
        _print(errors, error.text, error.code)
        return ExitCode.USAGE
    except ConnectorError as error:
        _print(errors, error.text, error.code)
        return ExitCode.FAILED
    except BrokenPipeError:
        # Whoever read our answer has seen enough; nothing may be flushed to it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except OSError as error:
        _print(errors, f"{error.strerror or error}: {error.filename or 'no file named'}")
        return ExitCode.FAILED
    except KeyboardInterrupt:
        _print(errors, "stopped; the next run goes on where this one ended")
        return ExitCode.FAILED
    return code if isinstance(code, int) else ExitCode.OK


def _print(console: Console, text: str, code: str = "") -> None:
    line = Text(sentence(text), style="bold red")
    if code:
        line.append(f" [{code}]", style="not bold dim")
    console.print(line, soft_wrap=True)


def _worth_showing(value: object) -> str | None:
    """
    Return a default for the help; switches that are off and empty texts need none.
    """
    if value is None or value is False or value == "":
        return None
    return str(value.as_posix() if isinstance(value, Path) else value)


def main() -> None:
    """
    Enter from the shell.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console of an old code page has no arrows; a question mark is no reason to fail.
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))
