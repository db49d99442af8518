"""temu-jtl orders raw: what the marketplace answered about an order."""

import json
from typing import Annotated

from cyclopts import Parameter

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.output import as_plain
from entrypoints.kept_answers import kept_answers
from temu_core.order import OrderNumber


def raw(
    number: str,
    *,
    personal_data: Annotated[bool, Parameter(negative="")] = False,
    common: Common | None = None,
) -> int:
    """
    Show what the marketplace answered about an order, as it came.

    Parameters
    ----------
    number
        The marketplace's order number.
    personal_data
        Show the buyer's data too; they are masked otherwise.
    """
    common = common or Common()
    with common.opened() as shop:
        views = kept_answers(shop, OrderNumber(number), personal_data=personal_data)
    if common.json:
        common.output.document(views)
        return ExitCode.OK
    for view in views:
        common.output.say(f"{view.call}, {view.received_at:%Y-%m-%d %H:%M:%S} UTC", style="bold")
        text = json.dumps(as_plain(view.body), ensure_ascii=False, indent=2)
        common.output.say(text, whole=True)
    if not views:
        common.output.say("No answer about this order is kept any more.")
    elif not personal_data:
        common.output.say("\nPersonal data are masked; add --personal-data to see them.")
    return ExitCode.OK
