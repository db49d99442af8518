"""GET /api/stock, /api/stock/{sku}."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Annotated, Literal

from litestar.params import QueryParameter

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.parameters import Limit, TextPath
from entrypoints.rest.routes import reading
from entrypoints.wire.lists import StockList
from entrypoints.wire.shop import StockView
from shared_kernel.errors import RejectedError
from shared_kernel.sku import Sku
from temu_core.rules.offer_search import offer_matches
from temu_core.stock import OfferState

Only = Annotated[Literal["out_of_step", "unmatched", "refused"] | None, QueryParameter()]
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
    only: Only = None,
    after: Cursor = "",
    limit: Limit = 100,
) -> StockList:
    """
    List offers with what the marketplace shows, what it should show, and why.
    """
    found = _explained(opened, sku) if sku else opened.adapters.offer_book().active(opened.shop)
    page = list(islice(_wanted(found, text, only, after), limit))
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


def _wanted(
    offers: Iterator[OfferState] | Sequence[OfferState], text: str, only: str | None, after: str
) -> Iterator[OfferState]:
    goods, _, sku = after.partition("-")
    beyond = (int(goods), int(sku)) if after else (-1, -1)
    for offer in offers:
        if (
            (offer.goods_id, offer.sku_id) > beyond
            and _fits(offer, only)
            and offer_matches(offer, text)
        ):
            yield offer


def _fits(offer: OfferState, only: str | None) -> bool:
    if only == "unmatched":
        return offer.target is None
    if only == "refused":
        return bool(offer.refusal)
    if only == "out_of_step":
        return offer.target is not None and offer.target.units != offer.marketplace_units
    return True


ROUTES = (list_stock, explain_stock)
