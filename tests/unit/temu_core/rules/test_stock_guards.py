"""Stock updates that look wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.stock import an_update

from temu_core.rules.stock_guards import (
    erp_answer_looks_whole,
    mass_zero,
    stock_doubts,
    stock_jumps,
)
from temu_core.shop import StockPolicy
from temu_core.stock import StockUpdate


def zeros(count: int) -> list[StockUpdate]:
    return [an_update(0, sku_id=sku_id) for sku_id in range(count)]


@pytest.mark.parametrize(
    ("found", "known"),
    [
        pytest.param(100, 100, id="all of them"),
        pytest.param(50, 100, id="just enough"),
        pytest.param(7, 0, id="first run"),
        pytest.param(0, 0, id="nothing to sell yet"),
    ],
)
def test_a_whole_answer_is_trusted(found: int, known: int) -> None:
    assert erp_answer_looks_whole(found, known, StockPolicy()) is None


def test_a_shrunken_answer_is_not_trusted() -> None:
    reason = erp_answer_looks_whole(49, 100, StockPolicy())

    assert reason == "The ERP answered the stock of only 49 articles; last time of 100."


def test_an_empty_answer_is_not_trusted_whatever_the_share() -> None:
    assert erp_answer_looks_whole(0, 1, StockPolicy(erp_answer_share=0.0)) is not None


@given(
    known=st.integers(1, 200),
    share=st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 1.0]),
    found=st.integers(0, 200),
)
def test_more_articles_never_look_worse(known: int, share: float, found: int) -> None:
    policy = StockPolicy(erp_answer_share=share)

    if erp_answer_looks_whole(found, known, policy) is None:
        assert erp_answer_looks_whole(found + 1, known, policy) is None


def test_selling_out_a_few_offers_is_no_mass() -> None:
    assert mass_zero(zeros(9), 9, StockPolicy()) is None


def test_selling_out_a_small_share_is_no_mass() -> None:
    assert mass_zero(zeros(30), 100, StockPolicy()) is None


def test_selling_out_too_many_needs_a_person() -> None:
    reason = mass_zero(zeros(31), 100, StockPolicy())

    assert reason == "31 of 100 offers on sale would be set to 0, more than 30%."


def test_updates_to_other_numbers_do_not_count() -> None:
    others = [an_update(1, sku_id=1000 + sku_id) for sku_id in range(90)]

    assert mass_zero([*zeros(10), *others], 100, StockPolicy()) is None


def test_a_mass_that_sells_out_is_set_apart() -> None:
    some, none = [an_update(1, sku_id=107), an_update(3, sku_id=105)], zeros(10)

    doubts = stock_doubts([some[0], *none, some[1]], 12, StockPolicy())

    assert (doubts.beyond_doubt, doubts.doubtful) == (tuple(some), tuple(none))
    assert doubts.reason == "10 of 12 offers on sale would be set to 0, more than 30%."


@pytest.mark.parametrize(
    ("before", "units", "jumps"),
    [
        pytest.param(5, 5_000, True, id="a thousand times"),
        pytest.param(5_000, 5, True, id="down too"),
        pytest.param(0, 1_000, True, id="from nothing"),
        pytest.param(5, 50, False, id="ten times of few"),
        pytest.param(1_000, 5_000, False, id="many, and only five times"),
        pytest.param(100, 1_100, True, id="just as much"),
        pytest.param(111, 1_111, True, id="a little over ten times"),
        pytest.param(112, 1_112, False, id="a little under ten times"),
        pytest.param(5_000, 0, False, id="sold out has its own guard"),
        pytest.param(None, 5_000, False, id="nobody knows what is there"),
    ],
)
def test_a_number_jumps_by_a_factor_and_a_number(
    before: int | None, units: int, jumps: bool
) -> None:
    update = an_update(units, before=before)

    assert bool(stock_jumps([update], StockPolicy())) is jumps


def test_a_merchant_may_switch_the_jump_guard_off() -> None:
    assert not stock_jumps([an_update(9_999, before=1)], StockPolicy(jump_factor=0))


def test_a_jump_is_told_with_its_worst_example() -> None:
    doubts = stock_doubts([an_update(5_000, before=5, seller_sku="LAMP-1")], 1, StockPolicy())

    assert doubts.reason == (
        "1 offers would change by 1000 units or more and 10 times, LAMP-1 from 5 to 5000."
    )


updates = st.lists(
    st.builds(
        an_update,
        units=st.integers(0, 20_000),
        before=st.none() | st.integers(0, 20_000),
        sku_id=st.integers(1, 10_000),
    ),
    unique_by=lambda update: update.sku_id,
    max_size=40,
)


@given(updates, st.integers(0, 40))
def test_every_update_is_on_one_side(every: list[StockUpdate], on_sale: int) -> None:
    policy = StockPolicy()

    doubts = stock_doubts(every, on_sale, policy)

    assert sorted(u.sku_id for u in doubts.beyond_doubt + doubts.doubtful) == sorted(
        u.sku_id for u in every
    )
    assert bool(doubts.doubtful) is bool(doubts.reason)
    assert not stock_jumps(doubts.beyond_doubt, policy)


def test_a_tenth_is_a_tenth() -> None:
    assert mass_zero(zeros(30), 300, StockPolicy(mass_zero_share=0.1)) is None
