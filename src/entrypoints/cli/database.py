"""temu-jtl db: our own database."""

import sys
from typing import Annotated, Literal

from cyclopts import App, Parameter

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import HOUSE
from entrypoints.cli.settings_source import read_settings
from entrypoints.container.database import (
    SchemaStatus,
    database_kind,
    database_script,
    database_status,
    upgrade_database,
)
from entrypoints.open_shop import database_url

app = App(name="db", help="Bring the connector's own database up to date.", group=HOUSE)


@app.command(name="upgrade")
def upgrade(*, common: Common | None = None) -> int:
    """
    Bring the database to this program's version; does nothing when it is.
    """
    common = common or Common()
    url = database_url(read_settings(common.settings))
    before = upgrade_database(url)
    after = database_status(url)
    if common.json:
        common.output.document(
            {
                "before": before.books.current,
                "after": after.books.current,
                "log_before": before.log and before.log.current,
                "log_after": after.log and after.log.current,
            }
        )
        return ExitCode.OK
    common.output.say(_upgraded("the database", before.books, after.books))
    if before.log and after.log:
        common.output.say(_upgraded("the run log's file", before.log, after.log))
    return ExitCode.OK


@app.command(name="status")
def status(*, common: Common | None = None) -> int:
    """
    Say which version the database has and which this program needs.
    """
    common = common or Common()
    found = database_status(database_url(read_settings(common.settings)))
    if common.json:
        common.output.document(
            {
                "current": found.books.current,
                "needed": found.books.head,
                "log_current": found.log and found.log.current,
                "log_needed": found.log and found.log.head,
            }
        )
    else:
        common.output.say(_versions("the database", found.books))
        if found.log:
            common.output.say(_versions("the run log's file", found.log))
    return ExitCode.OK if found.is_current else ExitCode.FAILED


@app.command(name="maintain")
def maintain(*, common: Common | None = None) -> int:
    """
    Erase old runs, log lines, due times and sessions now; a scheduler does it by itself.
    """
    common = common or Common()
    with common.opened_jobs() as jobs:
        forgotten = jobs.use_cases.forget_old()()
    if common.json:
        common.output.document(forgotten)
    else:
        common.output.facts(
            (
                ("log lines", forgotten.log_lines),
                ("runs", forgotten.runs),
                ("due times", forgotten.ticks),
                ("answers to repeated requests", forgotten.answers),
                ("sessions", forgotten.sessions),
            )
        )
    return ExitCode.OK


@app.command(name="sql")
def sql(
    *,
    engine: Literal["mssql", "postgresql", "sqlite"] | None = None,
    start: Annotated[str, Parameter(name="--from")] = "base",
    end: Annotated[str, Parameter(name="--to")] = "head",
    common: Common | None = None,
) -> int:
    """
    Print the statements of an upgrade, for somebody who runs them by hand; connects to nothing.

    Parameters
    ----------
    engine
        Kind of the database; by default that of the settings.
    start
        Version the database has; "base" for an empty one.
    end
        Version it gets; "head" for this program's.  One before --from goes back.
    """
    common = common or Common()
    kind = engine or database_kind(database_url(read_settings(common.settings)))
    script = database_script(kind, start, end)
    if common.json:
        common.output.document({"engine": kind, "from": start, "to": end, "sql": script})
    else:
        # As it is: a console would wrap it.
        sys.stdout.write(script)
    return ExitCode.OK


def _upgraded(name: str, before: SchemaStatus, after: SchemaStatus) -> str:
    if before.current == after.current:
        return f"{name} has version {after.current} already."
    return f"{name} was upgraded from {before.current or 'nothing'} to {after.current}."


def _versions(name: str, found: SchemaStatus) -> str:
    return f"{name} has version {found.current or 'none'}, needed: {found.head}."
