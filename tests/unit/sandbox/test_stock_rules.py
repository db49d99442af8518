"""
The SKU list and the edits of its stock.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from tests.unit.sandbox.shops import ShopFixture, open_shop

EDIT = "bg.local.goods.stock.edit"
SKUS = "bg.local.goods.sku.list.query"
QUERY = "temu.local.goods.sku.stock.query"

Rows = list[dict[str, object]]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ShopFixture]:
    """
    Goods 601 has the SKUs 1001 and 1002, goods 602 has 1003 and 1004; 10 of each.
    """
    fixture = open_shop(tmp_path)
    yield fixture
    fixture.shop.store.close()


def _target(**units: int) -> list[dict[str, object]]:
    return [{"skuId": int(sku[1:]), "stockTarget": stock} for sku, stock in units.items()]


def _listed(shop: ShopFixture, kind: int) -> list[object]:
    rows = cast("Rows", shop.call(SKUS, skuStatusFilterType=kind, pageSize=100)["skuList"])
    return [row["skuId"] for row in rows]


def test_either_name_of_the_filter_is_enough(shop: ShopFixture) -> None:
    assert shop.call(SKUS, skuSearchType=2)["total"] == 4
    assert shop.call(SKUS, skuStatusFilterType=2)["total"] == 4
    assert shop.code(SKUS) == 7000000
    assert shop.code(SKUS, skuSearchType="2") == 3000000


@pytest.mark.parametrize("kind", [1, 4, 5, 6])
def test_there_is_no_list_of_everything(shop: ShopFixture, kind: int) -> None:
    assert shop.call(SKUS, skuSearchType=kind) == {"pageNo": 1, "total": 0, "skuList": []}


def test_a_wrong_paging_name_shows_the_first_page_for_ever(shop: ShopFixture) -> None:
    first = shop.call(SKUS, skuSearchType=2, pageNo=1, pageSize=2)

    assert shop.call(SKUS, skuSearchType=2, pageNumber=2, pageSize=2) == first
    assert shop.call(SKUS, skuSearchType=2, pageNo=2, pageSize=2) != first


def test_a_target_replaces_and_a_difference_adds(shop: ShopFixture) -> None:
    shop.call(EDIT, goodsId=601, skuStockTargetList=_target(s1001=3))
    shop.call(EDIT, goodsId=601, skuStockChangeList=[{"skuId": 1002, "stockDiff": -4}])

    assert [shop.shop.offers[sku].stock for sku in (1001, 1002)] == [3, 6]


def test_nothing_left_moves_a_sku_off_sale_and_back(shop: ShopFixture) -> None:
    shop.call(EDIT, goodsId=601, skuStockTargetList=_target(s1001=0))
    sold_out = _listed(shop, 3)

    shop.call(EDIT, goodsId=601, skuStockTargetList=_target(s1001=1))

    assert sold_out == [1001]
    assert 1001 in _listed(shop, 2)
    assert _listed(shop, 3) == []


def test_each_sku_has_its_own_verdict(shop: ShopFixture) -> None:
    answer = shop.call(EDIT, goodsId=601, skuStockTargetList=_target(s1001=3, s1003=3))

    verdicts = cast("Rows", answer["skuStockEditStatusInfoList"])
    assert answer["operateResult"] is False
    assert [verdict["stockEditStatus"] for verdict in verdicts] == [True, False]
    assert shop.shop.offers[1001].stock == 3
    assert shop.shop.offers[1003].stock == 10


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"goodsId": 999, "skuStockTargetList": _target(s1001=1)}, 150010003),
        ({"skuStockTargetList": _target(s1001=1)}, 150010003),
        ({"goodsId": 601}, 150010003),
        ({"goodsId": 601, "skuStockTargetList": _target(s1001=-1)}, 150013002),
        ({"goodsId": 601, "skuStockTargetList": _target(s1001=1_000_001)}, 150013002),
        ({"goodsId": 601, "skuStockTargetList": _target(s1001=1) * 2}, 150013001),
        ({"goodsId": 601, "skuStockTargetList": [{"skuId": 1001, "stockTarget": "1"}]}, 3000000),
        (
            {
                "goodsId": 601,
                "skuStockTargetList": _target(s1001=1),
                "skuStockChangeList": [{"skuId": 1001, "stockDiff": 1}],
            },
            150013003,
        ),
    ],
)
def test_a_crooked_edit_changes_nothing(
    shop: ShopFixture, params: dict[str, object], code: int
) -> None:
    assert shop.code(EDIT, **params) == code
    assert shop.shop.offers[1001].stock == 10


def test_a_request_key_works_once(shop: ShopFixture) -> None:
    edit: dict[str, object] = {
        "goodsId": 601,
        "requestUniqueKey": "stk-1",
        "skuStockChangeList": [{"skuId": 1001, "stockDiff": -1}],
    }

    assert [shop.code(EDIT, **edit) for _ in range(2)] == [0, 150010003]
    assert shop.shop.offers[1001].stock == 9


def test_stock_can_be_asked_for_by_goods_id_or_seller_sku(shop: ShopFixture) -> None:
    assert str(shop.call(QUERY, goodsId="601")).count("outSkuSn") == 2
    assert str(shop.call(QUERY, skuIdList=[1001, 1003])).count("outSkuSn") == 2
    assert str(shop.call(QUERY, outSkuSnList=["SKU-3"])).count("outSkuSn") == 1
    assert shop.code(QUERY) == 150010003
