"""temu-jtl db: our own database."""

from cyclopts import App

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.panels import HOUSE
from entrypoints.cli.settings_source import read_settings
from entrypoints.container.database import database_status, upgrade_database
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
        common.output.document({"before": before.current, "after": after.current})
    elif before.current == after.current:
        common.output.say(f"the database has version {after.current} already.")
    else:
        common.output.say(f"upgraded from {before.current or 'nothing'} to {after.current}.")
    return ExitCode.OK


@app.command(name="status")
def status(*, common: Common | None = None) -> int:
    """
    Say which version the database has and which this program needs.
    """
    common = common or Common()
    found = database_status(database_url(read_settings(common.settings)))
    if common.json:
        common.output.document({"current": found.current, "needed": found.head})
    else:
        common.output.say(
            f"the database has version {found.current or 'none'}, needed: {found.head}."
        )
    return ExitCode.OK if found.current == found.head else ExitCode.FAILED
