from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from temu_core.document import PositionKind
from temu_core.rules.positions import PricedLine, positions, split_price

rates = st.sampled_from([Decimal(rate) for rate in ("19", "7", "25.5", "27", "8.1", "0", "2.1")])


def _line(**changes: object) -> PricedLine:
    fields: dict[str, object] = {
        "name": "Desk lamp",
        "article": "LAMP-1",
        "units": 1,
        "goods_gross": 1990,
        "goods_rate": Decimal(19),
        "shipping_gross": 0,
        "shipping_rate": Decimal(19),
    }
    return PricedLine(**(fields | changes))  # type: ignore[arg-type]  # a table of fields


@given(total=st.integers(0, 10_000_000), units=st.integers(1, 3000))
def test_a_split_price_sums_to_the_total(total: int, units: int) -> None:
    pairs = split_price(total, units)

    assert sum(count * price for count, price in pairs) == total
    assert sum(count for count, _ in pairs) == units
    assert len({price for _, price in pairs}) <= 2
    assert all(1 <= count <= 500 for count, _ in pairs)


def test_a_price_that_divides_stays_one_position() -> None:
    assert split_price(4760, 2) == ((2, 2380),)


def test_a_price_that_does_not_divide_becomes_two_positions() -> None:
    assert split_price(1000, 3) == ((2, 333), (1, 334))


@pytest.mark.parametrize(("total", "units"), [(100, 0), (-1, 1)])
def test_nonsense_is_not_split(total: int, units: int) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        split_price(total, units)


@given(
    gross=st.integers(0, 10_000_000),
    units=st.integers(1, 2000),
    shipping=st.integers(0, 10_000),
    rate=rates,
    shipping_rate=rates,
)
def test_the_net_prices_give_back_the_gross_ones(
    gross: int, units: int, shipping: int, rate: Decimal, shipping_rate: Decimal
) -> None:
    line = _line(
        goods_gross=gross,
        units=units,
        goods_rate=rate,
        shipping_gross=shipping,
        shipping_rate=shipping_rate,
    )

    made = positions([line], "Versandkosten")

    assert sum(p.unit_gross * p.units for p in made) == line.total
    for p in made:
        again = p.unit_net * p.units * (100 + p.vat_rate)
        assert again.quantize(Decimal(1), rounding=ROUND_HALF_UP) == p.unit_gross * p.units


def test_shipping_is_one_position_per_rate() -> None:
    made = positions(
        [
            _line(shipping_gross=100),
            _line(shipping_gross=200),
            _line(shipping_gross=50, shipping_rate=Decimal(7)),
        ],
        "Versandkosten",
    )

    shipping = [p for p in made if p.kind is PositionKind.SHIPPING]
    assert [(p.vat_rate, p.unit_gross, p.units) for p in shipping] == [
        (Decimal(19), 300, 1),
        (Decimal(7), 50, 1),
    ]


def test_free_shipping_has_no_position() -> None:
    assert len(positions([_line()], "Versandkosten")) == 1
