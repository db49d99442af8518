"""What may be sold, and why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.stock import a_level

from temu_core.offer import GoodsId, SkuId
from temu_core.order import ShopId
from temu_core.rules.availability import available, explain
from temu_core.rules.stock_sharing import OfferKey, share
from temu_core.shop import StockPolicy, StockSharing
from temu_core.stock import StockLevel, StockTarget

ONE_OFFER = [(ShopId("north"), GoodsId(601), SkuId(17))]
TWO_OFFERS = [*ONE_OFFER, (ShopId("north"), GoodsId(602), SkuId(18))]


def units(level: StockLevel, reserved: int = 0, policy: StockPolicy | None = None) -> int:
    result = available(level, reserved, policy or StockPolicy())
    assert result is not None
    return result.units


def target(
    level: StockLevel, reserved: int, policy: StockPolicy, offers: list[OfferKey]
) -> StockTarget:
    result = available(level, reserved, policy)
    assert result is not None
    return share(result, offers, StockSharing.SPLIT)[offers[0]]


@pytest.mark.parametrize(
    ("level", "reserved", "buffer", "expected"),
    [
        pytest.param(a_level(sellable="12"), 0, 0, 12, id="what the ERP would sell"),
        pytest.param(a_level(sellable="12", physical="9"), 0, 0, 9, id="capped by the warehouses"),
        pytest.param(a_level(sellable="9", physical="12"), 0, 0, 9, id="not raised by them"),
        pytest.param(a_level(sellable="2.99"), 0, 0, 2, id="rounded down"),
        pytest.param(a_level(sellable="12"), 4, 0, 8, id="less the reserved"),
        pytest.param(a_level(sellable="12"), 0, 5, 7, id="less the merchant's buffer"),
        pytest.param(a_level(sellable="12", erp_buffer=6), 0, 5, 6, id="the larger buffer"),
        pytest.param(a_level(sellable="12", erp_buffer=-3), 0, 0, 12, id="a negative buffer is 0"),
        pytest.param(a_level(sellable="-3"), 0, 0, 0, id="oversold in the ERP"),
        pytest.param(a_level(sellable="-0.5"), 0, 0, 0, id="a fraction below zero"),
        pytest.param(a_level(sellable="3"), 3, 1, 0, id="never below zero"),
    ],
)
def test_stock_minus_buffer_never_below_zero(
    level: StockLevel, reserved: int, buffer: int, expected: int
) -> None:
    assert units(level, reserved, StockPolicy(buffer_units=buffer)) == expected


def test_an_article_the_erp_does_not_count_is_left_alone() -> None:
    assert available(a_level(managed=False), 0, StockPolicy()) is None


def test_an_article_the_erp_does_not_count_shows_what_the_merchant_set() -> None:
    level = a_level(sellable="0", managed=False)

    assert units(level, 3, StockPolicy(unmanaged_units=10, buffer_units=2)) == 10


def test_negative_reservations_are_refused() -> None:
    with pytest.raises(ValueError, match="would add"):
        available(a_level(), -1, StockPolicy())


@given(
    sellable=st.decimals(-100, 100, places=3),
    physical=st.none() | st.decimals(0, 100, places=3),
    reserved=st.integers(0, 60),
    erp_buffer=st.integers(-5, 60),
    buffer=st.integers(0, 60),
)
def test_never_more_is_offered_than_there_is(
    sellable: Decimal, physical: Decimal | None, reserved: int, erp_buffer: int, buffer: int
) -> None:
    level = a_level(
        sellable=str(sellable),
        physical=None if physical is None else str(physical),
        erp_buffer=erp_buffer,
    )

    result = units(level, reserved, StockPolicy(buffer_units=buffer))

    stock = sellable if physical is None else min(sellable, physical)
    assert result >= 0
    assert result == 0 or result + reserved + max(erp_buffer, buffer) <= stock


def test_the_explanation_names_every_input() -> None:
    level = a_level(sellable="12.0000000000000", physical="9")

    text = explain(target(level, 4, StockPolicy(buffer_units=2), ONE_OFFER))

    assert text == (
        "3 = max(0, min(12 sellable, 9 in the warehouses) − 4 reserved − 2 buffer), alone"
    )


def test_the_explanation_of_a_share_names_the_whole() -> None:
    text = explain(target(a_level(sellable="3.5"), 0, StockPolicy(), TWO_OFFERS))

    assert text == (
        "2 of 3 = max(0, 3.5 sellable rounded down − 0 reserved − 0 buffer), split 1 of 2"
    )


def test_the_explanation_of_an_uncounted_article_blames_the_setting() -> None:
    level = a_level(sellable="0", managed=False)

    text = explain(target(level, 0, StockPolicy(unmanaged_units=10), ONE_OFFER))

    assert text == "10 = as set for articles the ERP does not count, alone"
