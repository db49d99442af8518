"""GET /api/held, /api/held/{reason}."""

from typing import Annotated

from litestar.params import PathParameter

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import After, Limit
from entrypoints.rest.routes import reading
from entrypoints.wire.held import HeldOrderList, HeldView
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderNumber

ReasonPath = Annotated[HoldReason, PathParameter()]


@reading("/api/held")
def list_held(opened: Given[OpenShop]) -> HeldView:
    """
    Say why orders are held, how many for each reason, since when, and what to do.
    """
    return HeldView.of(opened.adapters.order_book().held_groups(opened.shop))


@reading("/api/held/{reason:str}")
def list_held_for(
    reason: ReasonPath, opened: Given[OpenShop], after: After = "", limit: Limit = 100
) -> HeldOrderList:
    """
    List the orders held for one reason by number, each with its remedies as forms.
    """
    records = opened.adapters.order_book().search(
        opened.shop,
        states=[LedgerState.HELD],
        reasons=[reason],
        after=OrderNumber(after) if after else None,
        limit=limit + 1,
    )
    return HeldOrderList.of(
        records, limit=limit, item_name_limit=opened.setup.orders.item_name_limit
    )


ROUTES = (list_held, list_held_for)
