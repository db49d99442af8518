"""What to set on the marketplace."""

from collections.abc import Iterable

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.stock import an_offer_state, an_update

from temu_core.rules.stock_delta import by_goods, stock_delta
from temu_core.stock import OfferState, StockUpdate


def accepted(offers: Iterable[OfferState], updates: Iterable[StockUpdate]) -> list[OfferState]:
    """
    Return the offers after the marketplace took every update.
    """
    shown = {(update.goods_id, update.sku_id): update.units for update in updates}
    return [
        attrs.evolve(
            offer,
            marketplace_units=shown.get((offer.goods_id, offer.sku_id), offer.marketplace_units),
        )
        for offer in offers
    ]


def test_only_offers_that_show_something_else_are_set() -> None:
    offers = [
        an_offer_state(sku_id=1, shows=5, target=5),
        an_offer_state(sku_id=2, shows=5, target=4),
        an_offer_state(sku_id=3, shows=5, target=0),
        an_offer_state(sku_id=4, shows=5, target=None),
    ]

    assert stock_delta(offers) == (
        an_update(4, sku_id=2, before=5),
        an_update(0, sku_id=3, before=5),
    )


def test_an_offer_of_which_nothing_is_known_is_set() -> None:
    offers = [an_offer_state(shows=None, target=0)]

    assert stock_delta(offers) == (an_update(0, before=None),)


def test_an_offer_whose_last_update_is_open_gets_no_other() -> None:
    assert stock_delta([an_offer_state(shows=5, target=4, intent_id="open")]) == ()


def test_updates_come_by_goods_and_sku_id() -> None:
    ids = [(602, 1), (601, 9), (601, 2)]
    offers = [an_offer_state(goods_id=g, sku_id=s, shows=1, target=2) for g, s in ids]

    delta = stock_delta(offers)

    assert [(update.goods_id, update.sku_id) for update in delta] == sorted(ids)


def test_one_group_holds_one_goods() -> None:
    one, two, other = (
        an_update(goods_id=601, sku_id=1),
        an_update(goods_id=601, sku_id=2),
        an_update(goods_id=602, sku_id=1),
    )

    assert by_goods([two, other, one]) == ((one, two), (other,))


@given(
    st.lists(
        st.builds(
            an_offer_state,
            goods_id=st.integers(1, 3),
            sku_id=st.integers(1, 30),
            shows=st.none() | st.integers(0, 3),
            target=st.none() | st.integers(0, 3),
            intent_id=st.sampled_from(["", "open"]),
        ),
        unique_by=lambda offer: (offer.goods_id, offer.sku_id),
        max_size=8,
    )
)
def test_once_a_delta_is_accepted_the_next_is_empty(offers: list[OfferState]) -> None:
    delta = stock_delta(offers)

    assert stock_delta(accepted(offers, delta)) == ()
    assert tuple(update for group in by_goods(delta) for update in group) == delta
