"""temu-jtl orders raw: what the marketplace answered about an order."""

import json
from collections.abc import Iterator
from typing import Annotated

from cyclopts import Parameter

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.options import Common
from entrypoints.cli.output import as_plain
from entrypoints.open_shop import OpenShop
from entrypoints.wire.raw_answers import RawAnswerView
from shared_kernel.errors import RejectedError
from temu_core.order import OrderNumber
from temu_core.payload import Call, RawAnswer

#: Runs whose order lists are looked through; an older list says nothing newer.
_LATEST_RUNS = 20


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
        if OrderNumber(number) not in shop.adapters.order_book().read(
            shop.shop, [OrderNumber(number)]
        ):
            raise RejectedError(f"there is no order {number}", field="number")
        found = [
            RawAnswerView.of(answer, OrderNumber(number), personal_data=personal_data)
            for answer in _answers(shop, OrderNumber(number))
        ]
    # Overlapping lists show an order again and again; only what changed is news.
    views = [view for view in found if view is not None]
    views = [
        view
        for place, view in enumerate(views)
        if all((view.call, view.body) != (seen.call, seen.body) for seen in views[:place])
    ]
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


def _answers(shop: OpenShop, number: OrderNumber) -> Iterator[RawAnswer]:
    """
    Yield the last list entries of an order, oldest first, then its details.
    """
    kept = shop.adapters.raw_answers()
    for run in reversed(kept.runs(shop.shop, limit=_LATEST_RUNS)):
        yield from kept.of_run(shop.shop, run, Call.ORDERS)
    yield from kept.of_order(shop.shop, number)
