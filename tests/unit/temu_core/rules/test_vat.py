import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from temu_core.rules.vat import net_of, shown_rate, tax_of, vat_rate
from temu_core.rules.vat_rates import legal_rates

GERMAN = (Decimal(19), Decimal(7))
COUNTRIES = re.findall(
    r"\w+",
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB CH NO",
)
cents = st.integers(0, 10_000_000)
countries = st.sampled_from(COUNTRIES)
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("gross", "tax", "rate"),
    [(1190, 190, "19"), (1070, 70, "7"), (1190, 191, "19"), (1190, 189, "19")],
)
def test_a_rate_explains_tax_within_a_cent(gross: int, tax: int, rate: str) -> None:
    assert vat_rate(gross, tax, GERMAN) == Decimal(rate)


@pytest.mark.parametrize("tax", [192, 188, 0, -190])
def test_a_tax_no_rate_explains_has_none(tax: int) -> None:
    assert vat_rate(1190, tax, GERMAN) is None


def test_no_known_rates_explain_nothing() -> None:
    assert vat_rate(1190, 190, ()) is None


def test_the_standard_rate_wins_where_both_fit() -> None:
    assert vat_rate(3, 0, GERMAN) == Decimal(19)


def test_the_preferred_rate_wins_where_both_fit() -> None:
    assert vat_rate(3, 0, GERMAN, prefer=Decimal(7)) == Decimal(7)


def test_the_nearest_rate_wins_over_the_preferred_one() -> None:
    assert vat_rate(20, 1, GERMAN, prefer=Decimal(19)) == Decimal(7)


@given(gross=cents, country=countries, data=st.data())
def test_the_rate_that_produced_a_tax_is_recovered(
    gross: int, country: str, data: st.DataObject
) -> None:
    rates = legal_rates(country, TODAY)
    rate = data.draw(st.sampled_from(rates))
    tax = tax_of(gross, rate)

    found = vat_rate(gross, tax, rates)

    assert found is not None
    assert tax_of(gross, found) == tax
    assert vat_rate(gross, tax, rates, prefer=rate) == rate
    if gross >= 1000:
        assert found == rate


@given(gross=cents, rate=st.decimals(0, 50, places=1))
def test_net_plus_tax_is_gross(gross: int, rate: Decimal) -> None:
    net = net_of(gross, rate)
    again = (net * (100 + rate)).quantize(Decimal(1), rounding=ROUND_HALF_UP)

    assert again == gross


def test_net_has_five_places() -> None:
    assert net_of(1990, Decimal(19)) == Decimal("16.72269")


@pytest.mark.parametrize(
    ("gross", "tax", "rate"), [(1080, 80, "8"), (1106, 106, "10.5"), (1000, 0, "0")]
)
def test_amounts_show_their_own_rate(gross: int, tax: int, rate: str) -> None:
    assert shown_rate(gross, tax) == Decimal(rate)


def test_impossible_amounts_show_no_rate() -> None:
    assert shown_rate(0, 0) is None
    assert shown_rate(100, 100) is None


@pytest.mark.parametrize(
    ("country", "before", "since", "rates"),
    [
        ("EE", "22", date(2025, 7, 1), "24"),
        ("FI", "24", date(2024, 9, 1), "25.5"),
        ("SK", "20", date(2025, 1, 1), "23"),
        ("RO", "19", date(2025, 8, 1), "21"),
        ("CH", "7.7", date(2024, 1, 1), "8.1"),
    ],
)
def test_a_new_standard_rate_holds_from_its_first_day(
    country: str, before: str, since: date, rates: str
) -> None:
    assert legal_rates(country, since)[0] == Decimal(rates)
    assert legal_rates(country, date.fromordinal(since.toordinal() - 1))[0] == Decimal(before)


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_standard_rate_comes_first(country: str) -> None:
    rates = legal_rates(country, TODAY)

    assert list(rates) == sorted(rates, reverse=True)
    assert rates


def test_an_unknown_country_has_no_rates() -> None:
    assert legal_rates("US", TODAY) == ()
