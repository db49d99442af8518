"""Setting stock and reading it back."""

from typing import Any

import httpx
import pytest
from tests.unit.adapters.temu_http.gateway import Gateway, html, ok, refused, truncated

from adapters.temu_http.marketplace_stock import TemuMarketplaceStock
from shared_kernel.errors import Family, Problem, RejectedError, UnavailableError
from temu_core.offer import GoodsId, SkuId
from temu_core.ports.marketplace_stock import StockCall
from temu_core.stock import StockUpdate

EDIT, QUERY = "bg.local.goods.stock.edit", "temu.local.goods.sku.stock.query"
RED, BLUE = SkuId(17592200000001), SkuId(17592200000002)
GOODS = GoodsId(601099500000001)


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def stock(gateway: Gateway) -> TemuMarketplaceStock:
    return TemuMarketplaceStock(router=gateway.router())


def a_call(*units: tuple[SkuId, int], intent_id: str = "one", goods: GoodsId = GOODS) -> StockCall:
    """
    Return a call that sets *units*.
    """
    updates = tuple(
        StockUpdate(goods_id=goods, sku_id=sku, units=number, before=1) for sku, number in units
    )
    return StockCall(intent_id=intent_id, goods_id=goods, updates=updates)


def _edited(*verdicts: tuple[SkuId, bool], whole: bool = True, code: int = 0) -> httpx.Response:
    rows = [
        {"skuId": sku, "stockEditStatus": done, "errorCode": 0 if done else code, "errorMsg": "x"}
        for sku, done in verdicts
    ]
    result = {"goodsId": GOODS, "operateResult": whole, "skuStockEditStatusInfoList": rows}
    return ok(result | {"msg": ""})


def _family(problem: Problem | int | None) -> Family | None:
    return problem.family if isinstance(problem, Problem) else None


def test_targets_are_absolute_under_the_intents_name(
    gateway: Gateway, stock: TemuMarketplaceStock
) -> None:
    gateway.on(EDIT, _edited((RED, True), (BLUE, True)))

    verdicts = stock.set_units([a_call((RED, 12), (BLUE, 0))])

    (body,) = gateway.bodies
    assert verdicts == {RED: None, BLUE: None}
    assert body["goodsId"] == GOODS
    assert body["requestUniqueKey"] == "one"
    assert body["skuStockTargetList"] == [
        {"skuId": RED, "stockTarget": 12},
        {"skuId": BLUE, "stockTarget": 0},
    ]
    assert "skuStockChangeList" not in body


def test_one_offer_may_be_refused_alone(gateway: Gateway, stock: TemuMarketplaceStock) -> None:
    gateway.on(EDIT, _edited((RED, True), (BLUE, False), whole=False, code=150010003))

    verdicts = stock.set_units([a_call((RED, 1), (BLUE, 2))])

    assert verdicts[RED] is None
    refusal = verdicts[BLUE]
    assert isinstance(refusal, Problem)
    assert (refusal.family, refusal.code) == (Family.FIX_DATA, "150010003")


def test_an_offer_refused_for_now_is_surely_not_done(
    gateway: Gateway, stock: TemuMarketplaceStock
) -> None:
    gateway.on(EDIT, _edited((RED, False), whole=False, code=150010005))

    assert _family(stock.set_units([a_call((RED, 1))])[RED]) is Family.TRY_LATER


def test_an_offer_that_is_not_named_is_unknown(
    gateway: Gateway, stock: TemuMarketplaceStock
) -> None:
    gateway.on(EDIT, _edited((RED, True)))

    verdicts = stock.set_units([a_call((RED, 1), (BLUE, 2))])

    assert verdicts[RED] is None
    assert _family(verdicts[BLUE]) is Family.OUTCOME_UNKNOWN


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(_edited((RED, True), whole=False), id="contradiction"),
        pytest.param(ok({"operateResult": "true"}), id="mistyped"),
        pytest.param(ok(None), id="nothing"),
        pytest.param(html(502), id="HTML"),
        pytest.param(truncated(), id="truncated"),
        pytest.param(httpx.ReadTimeout("late"), id="time-out"),
        pytest.param(refused(4000000), id="system error"),
        pytest.param(refused(150010005), id="retry later"),
    ],
)
def test_an_answer_that_leaves_doubt_is_unknown_and_not_repeated(
    gateway: Gateway, stock: TemuMarketplaceStock, reply: httpx.Response | Exception
) -> None:
    gateway.on(EDIT, reply)

    verdicts = stock.set_units([a_call((RED, 1))])

    assert _family(verdicts[RED]) is Family.OUTCOME_UNKNOWN
    assert len(gateway.bodies) == 1


def test_one_lost_answer_does_not_touch_other_goods(
    gateway: Gateway, stock: TemuMarketplaceStock
) -> None:
    def reply(body: Any) -> httpx.Response:
        return html(502) if body["goodsId"] == GOODS else _edited((BLUE, True))

    gateway.on(EDIT, reply)

    verdicts = stock.set_units(
        [a_call((RED, 1)), a_call((BLUE, 1), intent_id="two", goods=GoodsId(7))]
    )

    assert _family(verdicts[RED]) is Family.OUTCOME_UNKNOWN
    assert verdicts[BLUE] is None


def test_wrong_settings_are_raised(gateway: Gateway, stock: TemuMarketplaceStock) -> None:
    gateway.on(EDIT, refused(3000034))

    with pytest.raises(RejectedError) as caught:
        stock.set_units([a_call((RED, 1))])

    assert caught.value.field == "temu.access_token"


def test_a_token_that_fails_midway_does_not_hide_what_was_accepted(
    gateway: Gateway, stock: TemuMarketplaceStock
) -> None:
    def reply(body: Any) -> httpx.Response:
        return refused(3000034) if body["goodsId"] == GOODS else _edited((BLUE, True))

    gateway.on(EDIT, reply)

    verdicts = stock.set_units(
        [a_call((RED, 1)), a_call((BLUE, 1), intent_id="two", goods=GoodsId(7))]
    )

    assert verdicts[BLUE] is None
    assert _family(verdicts[RED]) is Family.FIX_DATA


def test_stock_is_read_back_a_hundred_at_a_time(
    gateway: Gateway, stock: TemuMarketplaceStock
) -> None:
    def reply(body: Any) -> httpx.Response:
        rows = [
            {"skuId": sku, "selfOrdinaryStock": {"stockType": 0, "stock": sku % 7}}
            for sku in body["skuIdList"]
            if sku != 5
        ]
        return ok({"stockList": [{"goodsId": GOODS, "skuStockInfoList": rows}]})

    gateway.on(QUERY, reply)

    units = stock.units({SkuId(n): GOODS for n in range(1, 251)})

    assert sorted(len(body["skuIdList"]) for body in gateway.bodies) == [50, 100, 100]
    assert units == {n: n % 7 for n in range(1, 251) if n != 5}


def test_a_stock_that_cannot_be_read_is_a_problem_of_its_own(
    gateway: Gateway, stock: TemuMarketplaceStock
) -> None:
    rows = [
        {"skuId": RED, "selfOrdinaryStock": None},
        {"skuId": BLUE, "selfOrdinaryStock": {"stock": 3}},
        {"skuId": 99, "selfOrdinaryStock": {"stock": 3}},
    ]
    gateway.on(QUERY, ok({"stockList": [{"goodsId": GOODS, "skuStockInfoList": rows}]}))

    units = stock.units({RED: GOODS, BLUE: GOODS})

    assert _family(units[RED]) is Family.HUMAN
    assert units[BLUE] == 3
    assert set(units) == {RED, BLUE}


def test_an_outage_while_reading_back_is_raised(
    gateway: Gateway, stock: TemuMarketplaceStock
) -> None:
    gateway.on(QUERY, html(502))

    with pytest.raises(UnavailableError):
        stock.units({RED: GOODS})
