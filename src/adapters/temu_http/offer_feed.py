"""Temu's offers over the network."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from adapters.http.read_ahead import ReadAhead
from adapters.temu_http.canonical import Json
from adapters.temu_http.envelope import Answer
from adapters.temu_http.order_answers import raw_answer
from adapters.temu_http.router import TemuRouter
from adapters.temu_http.unreadable import corrupt, problem
from adapters.temu_http.wire.offers import SkuListResult, SkuRow
from adapters.temu_http.wire.strict import WireError, structure
from adapters.temu_http.wire.unknown_fields import unknown_fields
from shared_kernel.errors import CorruptReplyError, Problem
from temu_core.offer import GoodsId, Offer, SkuId
from temu_core.payload import Call
from temu_core.ports.offer_feed import OfferFeed, OfferList, OfferPage

OFFER_LIST = "bg.local.goods.sku.list.query"
#: Temu refuses more per call.
PAGE_SIZE = 100
#: Counted for an offer that does not even say its id.
NAMELESS = "an offer without a readable id"

#: There is no number for "all": others are answered with an empty list.
_LISTS: Mapping[OfferList, tuple[int, Call]] = MappingProxyType(
    {OfferList.ACTIVE: (2, Call.OFFERS_ACTIVE), OfferList.INACTIVE: (3, Call.OFFERS_INACTIVE)}
)


@attrs.frozen(kw_only=True)
class TemuOfferFeed(OfferFeed):
    """
    Lists active and inactive offers; the next page is read while the caller works on this one.
    """

    router: TemuRouter
    _ahead: ReadAhead[tuple[OfferList, int], Answer] = attrs.field(
        factory=ReadAhead, init=False, repr=False, eq=False
    )

    def page(self, which: OfferList, number: int) -> OfferPage:
        answer = self._ahead.take((which, number), lambda: self._ask(which, number))
        value = answer.envelope.result
        try:
            result = structure(value, SkuListResult)
        except WireError as wrong:
            raise corrupt("the offer list", wrong) from wrong
        if number * PAGE_SIZE < result.total:
            self._ahead.begin((which, number + 1), lambda: self._ask(which, number + 1))
        offers, oddities = _read_rows(result.sku_list or ())
        _, call = _LISTS[which]
        return OfferPage(
            total=result.total,
            offers=MappingProxyType(offers),
            raw=(raw_answer(call, str(number), answer),),
            oddities=MappingProxyType(oddities + unknown_fields(value, SkuListResult)),
        )

    def _ask(self, which: OfferList, number: int) -> Answer:
        status, _ = _LISTS[which]
        params: dict[str, Json] = {
            "pageNo": number,
            "pageSize": PAGE_SIZE,
            # The same filter under its old and its new name; either is ignored somewhere.
            "skuSearchType": status,
            "skuStatusFilterType": status,
        }
        return self.router.read(OFFER_LIST, params)


def _read_rows(rows: tuple[object, ...]) -> tuple[dict[SkuId, Offer | Problem], Counter[str]]:
    offers: dict[SkuId, Offer | Problem] = {}
    oddities: Counter[str] = Counter()
    for row in rows:
        try:
            read = structure(row, SkuRow)
        except WireError as wrong:
            sku_id = sku_id_of(row)
            if sku_id is None:
                oddities[NAMELESS] += 1
            else:
                offers[sku_id] = problem(f"offer {sku_id}", wrong)
            continue
        oddities += unknown_fields(row, SkuRow)
        offers[SkuId(read.sku_id)] = _to_offer(read)
    if rows and not offers:
        raise CorruptReplyError(
            "no offer on a page of Temu's list says its id",
            code="unreadable",
            field="skuList.skuId",
        )
    return offers, oddities


def _to_offer(row: SkuRow) -> Offer:
    return Offer(
        goods_id=GoodsId(row.goods_id),
        sku_id=SkuId(row.sku_id),
        seller_sku=row.sku_sn or "",
        name=", ".join(part for part in (row.goods_name, row.spec_name) if part),
        stock=row.stock,
    )


def sku_id_of(row: object) -> SkuId | None:
    """
    Return the id of a row of which something else may be wrong, or None.
    """
    value = row.get("skuId") if isinstance(row, Mapping) else None
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return SkuId(int(value))
    return SkuId(value) if isinstance(value, int) and not isinstance(value, bool) else None
