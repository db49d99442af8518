"""What an order of a file costs."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared_kernel.errors import Problem
from temu_core.amounts import OrderAmounts
from temu_core.order import LineNumber
from temu_core.rules.file_amounts import FiledLine, FiledPrices, file_amounts
from temu_core.rules.totals import check_sums
from temu_core.shop import FilePrices, OrderFilePolicy

DAY = date(2026, 3, 2)
NET = OrderFilePolicy(prices=FilePrices.NET)
ONE, TWO = LineNumber("1"), LineNumber("2")


def prices(*lines: FiledLine, shipping: int = 0, shipping_net: int | None = None) -> FiledPrices:
    return FiledPrices(currency="EUR", lines=lines, shipping=shipping, shipping_net=shipping_net)


def a_line(line: LineNumber = ONE, **changes: Any) -> FiledLine:
    return FiledLine(**{"line": line, "quantity": 1, "price": 1000, **changes})


def taken(
    filed: FiledPrices, policy: OrderFilePolicy = NET, country: str | None = "DE"
) -> OrderAmounts:
    amounts = file_amounts(filed, country, DAY, policy)
    assert isinstance(amounts, OrderAmounts), amounts
    return amounts


def refused(
    filed: FiledPrices, policy: OrderFilePolicy = NET, country: str | None = "DE"
) -> Problem:
    amounts = file_amounts(filed, country, DAY, policy)
    assert isinstance(amounts, Problem)
    return amounts


def test_net_prices_get_the_standard_rate_of_the_destination() -> None:
    assert taken(prices(a_line())).goods_gross == 1190
    assert taken(prices(a_line()), country="AT").goods_gross == 1200


def test_a_set_rate_wins_over_the_destinations() -> None:
    policy = OrderFilePolicy(prices=FilePrices.GROSS, vat_rate=Decimal(7))

    amounts = taken(prices(a_line(price=1070)), policy)

    assert (amounts.goods_gross, amounts.goods_tax) == (1070, 70)


def test_nothing_is_guessed() -> None:
    assert "whether its prices contain VAT" in refused(prices(a_line()), OrderFilePolicy()).text
    assert "states no price" in refused(prices(a_line(price=None))).text
    assert "no VAT rate" in refused(prices(a_line()), country=None).text


def test_shipping_is_paid_once_and_taxed_like_the_first_line() -> None:
    first, second = a_line(net=1000, tax=70), a_line(TWO, net=1000, tax=190)

    amounts = taken(prices(first, second, shipping_net=500), OrderFilePolicy())

    assert (amounts.shipping_gross, amounts.shipping_tax) == (535, 35)
    assert [line.shipping_gross for line in amounts.lines] == [535, 0]


def test_free_shipping_needs_no_word_of_the_merchant() -> None:
    amounts = taken(prices(a_line(net=1000, tax=190)), OrderFilePolicy())

    assert amounts.shipping_gross == 0


@given(
    lines=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 2)), min_size=1, max_size=5),
    shipping=st.integers(0, 10**5),
    kind=st.sampled_from([FilePrices.NET, FilePrices.GROSS]),
)
def test_the_totals_are_always_the_sums_of_the_lines(
    lines: list[tuple[int, int]], shipping: int, kind: FilePrices
) -> None:
    filed = prices(
        *(a_line(LineNumber(str(n)), price=price) for n, (price, _) in enumerate(lines)),
        shipping=shipping,
    )

    assert check_sums(taken(filed, OrderFilePolicy(prices=kind)), ()) is None
