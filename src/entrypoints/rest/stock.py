"""GET /api/stock, /api/stock/{sku}."""

from collections.abc import Sequence
from typing import Annotated

from litestar.params import QueryParameter

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import Limit, TextPath
from entrypoints.rest.routes import reading
from entrypoints.stock_search import Only, found_offers
from entrypoints.wire.lists import StockList
from entrypoints.wire.shop import StockView
from shared_kernel.errors import RejectedError
from shared_kernel.sku import Sku
from temu_core.stock import OfferState

OnlyFilter = Annotated[Only | None, QueryParameter(name="only")]
SkuFilter = Annotated[
    str,
    QueryParameter(
        name="sku",
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]*$",
        description="The seller SKU, or the ERP's article number.",
    ),
]
TextFilter = Annotated[
    str,
    QueryParameter(
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]*$",
        description="Part of a SKU, a name, an article number or an id.",
    ),
]
Cursor = Annotated[
    str,
    QueryParameter(
        name="after", pattern=r"^([0-9]{1,19}-[0-9]{1,19})?$", description="A page's `next`."
    ),
]


@reading("/api/stock")
def list_stock(
    opened: Given[OpenShop],
    sku: SkuFilter = "",
    text: TextFilter = "",
    only: OnlyFilter = None,
    after: Cursor = "",
    limit: Limit = 100,
) -> StockList:
    """
    List offers with what the marketplace shows, what it should show, and why.
    """
    if sku:
        _explained(opened, sku)
    goods, _, sku_id = after.partition("-")
    page = found_offers(
        opened,
        sku=sku,
        text=text,
        only=only,
        beyond=(int(goods), int(sku_id)) if after else (-1, -1),
        limit=limit,
    )
    return StockList(
        items=[StockView.of(offer) for offer in page],
        next=f"{page[-1].goods_id}-{page[-1].sku_id}" if len(page) == limit else "",
    )


@reading("/api/stock/{sku:str}")
def explain_stock(sku: TextPath, opened: Given[OpenShop]) -> Sequence[StockView]:
    """
    Say why the offers of an article show so many units.
    """
    return [StockView.of(offer) for offer in _explained(opened, sku)]


def _explained(opened: OpenShop, sku: str) -> Sequence[OfferState]:
    found: Sequence[OfferState] = opened.adapters.offer_book().find(opened.shop, Sku(sku))
    if not found:
        raise RejectedError("no active offer has this SKU", code="unknown_sku", field="sku")
    return found


ROUTES = (list_stock, explain_stock)
