"""Several offers of one article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.stock import an_availability

from temu_core.offer import GoodsId, SkuId
from temu_core.order import ShopId
from temu_core.rules.stock_sharing import MOST_UNITS, OfferKey, share
from temu_core.shop import StockSharing

NORTH, SOUTH = ShopId("north"), ShopId("south")
OFFERS = [
    (NORTH, GoodsId(601), SkuId(17)),
    (NORTH, GoodsId(602), SkuId(3)),
    (SOUTH, GoodsId(601), SkuId(17)),
]
some_offers = st.lists(
    st.tuples(
        st.sampled_from([NORTH, SOUTH]),
        st.integers(1, 9).map(GoodsId),
        st.integers(1, 9).map(SkuId),
    ),
    unique=True,
    max_size=7,
)


def test_a_split_gives_the_remainder_to_the_first_offers() -> None:
    targets = share(an_availability(8), list(reversed(OFFERS)), StockSharing.SPLIT)

    assert {key: (t.units, t.sharing) for key, t in targets.items()} == {
        OFFERS[0]: (3, "split 1 of 3"),
        OFFERS[1]: (3, "split 2 of 3"),
        OFFERS[2]: (2, "split 3 of 3"),
    }
    assert [(t.goods_id, t.sku_id) for t in targets.values()] == [key[1:] for key in OFFERS]


def test_a_pool_shows_all_units_everywhere() -> None:
    targets = share(an_availability(8), OFFERS, StockSharing.POOL)

    assert [(target.units, target.sharing) for target in targets.values()] == [(8, "pool")] * 3


def test_an_offer_by_itself_shows_all_units() -> None:
    for sharing in StockSharing:
        (target,) = share(an_availability(8), OFFERS[:1], sharing).values()

        assert (target.units, target.sharing) == (8, "alone")


@pytest.mark.parametrize("sharing", StockSharing)
@pytest.mark.parametrize("offers", [1, 3])
def test_no_target_exceeds_what_the_marketplace_takes(sharing: StockSharing, offers: int) -> None:
    targets = share(an_availability(5 * MOST_UNITS), OFFERS[:offers], sharing).values()

    assert {target.units for target in targets} == {MOST_UNITS}
    assert {target.availability.units for target in targets} == {5 * MOST_UNITS}


def test_an_article_without_offers_has_no_targets() -> None:
    assert share(an_availability(8), [], StockSharing.SPLIT) == {}


@given(units=st.integers(0, 50), offers=some_offers)
def test_shares_sum_to_the_stock_and_differ_by_one_unit_at_most(
    units: int, offers: list[OfferKey]
) -> None:
    shares = [t.units for t in share(an_availability(units), offers, StockSharing.SPLIT).values()]

    assert sum(shares) == (units if offers else 0)
    assert max(shares, default=0) - min(shares, default=0) <= 1


@given(offers=some_offers.flatmap(lambda o: st.tuples(st.just(o), st.permutations(o))))
def test_the_order_of_the_offers_makes_no_difference(
    offers: tuple[list[OfferKey], list[OfferKey]],
) -> None:
    one, other = (share(an_availability(7), order, StockSharing.SPLIT) for order in offers)

    assert one == other
