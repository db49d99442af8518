"""Prices, numbers and moments as the Seller Center writes them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.temu_csv.texts import Price, read_count, read_moment, read_price


@pytest.mark.parametrize(
    ("text", "price"),
    [
        pytest.param("15,00€", Price(1500, "EUR"), id="German, as seen"),
        pytest.param("12,34 €", Price(1234, "EUR"), id="with a blank"),
        pytest.param("12,34\u00a0€", Price(1234, "EUR"), id="with a no-break blank"),
        pytest.param("1.234,50€", Price(123450, "EUR"), id="German thousands"),
        pytest.param("€1,234.50", Price(123450, "EUR"), id="English thousands"),
        pytest.param("EUR 1 234,50", Price(123450, "EUR"), id="code, blank thousands"),
        pytest.param("12€", Price(1200, "EUR"), id="no cents"),
        pytest.param("0,5 €", Price(50, "EUR"), id="one decimal"),
        pytest.param("£9.99", Price(999, "GBP"), id="pounds"),
        pytest.param("-3,00€", Price(-300, "EUR"), id="below zero"),
        pytest.param("12,34", Price(1234, ""), id="no currency"),
    ],
)
def test_a_price_is_read_as_it_is_meant(text: str, price: Price) -> None:
    assert read_price(text) == price


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "free",
        "1.234 €",
        "1,234€",
        "1.23.4€",
        "12,345,67€",
        "1.234.56€",
        "€12€",
        "12 ¤",
        "1,2,3€",
    ],
)
def test_what_could_mean_two_things_or_none_is_no_price(text: str) -> None:
    with pytest.raises(ValueError, match=r"price|currency"):
        read_price(text)


@given(st.integers(0, 10**9))
def test_a_german_and_an_english_price_are_the_same(cents: int) -> None:
    whole, rest = divmod(cents, 100)
    english = f"{whole:,}.{rest:02d}"
    german = english.translate(str.maketrans(",.", ".,"))

    assert read_price(f"{german}€") == read_price(f"€{english}") == Price(cents, "EUR")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("27. Jan. 2026, 14:20 Uhr CET(UTC+1)", (2026, 1, 27, 13, 20), id="German"),
        pytest.param("3. März 2026, 00:05 Uhr CET(UTC+1)", (2026, 3, 2, 23, 5), id="day before"),
        pytest.param("1. Juli 2026, 09:00 Uhr CEST(UTC+2)", (2026, 7, 1, 7, 0), id="summer"),
        pytest.param("Jan 27, 2026, 2:20 pm CET(UTC+1)", (2026, 1, 27, 13, 20), id="English"),
        pytest.param("Jan 27, 2026, 12:20 am PDT(UTC-7)", (2026, 1, 27, 7, 20), id="midnight, US"),
        pytest.param("Jan 27, 2026, 12:20 PM IST(UTC+5:30)", (2026, 1, 27, 6, 50), id="half hours"),
    ],
)
def test_a_moment_is_read_with_its_offset(text: str, moment: tuple[int, ...]) -> None:
    assert read_moment(text) == datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]  # five numbers


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("27. Jan. 2026, 14:20 Uhr", id="no zone"),
        pytest.param("30. Feb. 2026, 14:20 Uhr CET(UTC+1)", id="no such day"),
        pytest.param("27. Foo. 2026, 14:20 Uhr CET(UTC+1)", id="no such month"),
        pytest.param("Jan 27, 2026, 14:20 pm CET(UTC+1)", id="no such hour"),
        pytest.param("2026-01-27 14:20", id="another form"),
    ],
)
def test_a_moment_without_a_meaning_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_moment(text)


@pytest.mark.parametrize("text", ["", "-1", "1.0", "zwei", "１", "1e3"])
def test_only_whole_numbers_count(text: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        read_count(text)
