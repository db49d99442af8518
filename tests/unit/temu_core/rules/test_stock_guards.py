"""Stock updates that look wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.stock import an_update

from temu_core.rules.stock_guards import erp_answer_looks_whole, mass_zero, sold_out_apart
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


def test_what_sells_out_is_set_apart() -> None:
    some, none = [an_update(1, sku_id=7), an_update(3, sku_id=5)], zeros(2)

    assert sold_out_apart([some[0], *none, some[1]]) == (tuple(some), tuple(none))


def test_a_tenth_is_a_tenth() -> None:
    assert mass_zero(zeros(30), 300, StockPolicy(mass_zero_share=0.1)) is None
