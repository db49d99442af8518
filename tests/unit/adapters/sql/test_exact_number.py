"""A quantity reads as somebody typed it, whatever a database makes of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sql.exact_number import exact


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        (Decimal("5.0000000000000"), "5"),
        (Decimal("2.5000000000000"), "2.5"),
        ("100", "100"),
        (Decimal("1E+2"), "100"),
        (12.5, "12.5"),
        (0.1, "0.1"),
        ("-3.0", "-3"),
        ("0.0000", "0"),
    ],
)
def test_a_number_is_written_without_what_servers_add(
    stored: Decimal | float | str, read: str
) -> None:
    assert str(exact(stored)) == read


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=13, min_value=-(10**11), max_value=10**11
    )
)
def test_no_number_is_rounded(number: Decimal) -> None:
    assert exact(number) == number
