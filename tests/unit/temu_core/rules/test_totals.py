from typing import Any

import attrs
import pytest
from tests.builders.orders import a_line, amounts_of, line_amounts

from temu_core.amounts import OrderAmounts
from temu_core.ledger import Hold, HoldReason
from temu_core.rules.totals import check_totals

A, B = a_line("A"), a_line("B")
BOTH = amounts_of(line_amounts("A", shipping=299), line_amounts("B", goods=500))


def _hold(amounts: OrderAmounts) -> Hold:
    hold = check_totals(amounts, [A, B])
    assert hold is not None
    assert hold.reason is HoldReason.TOTALS_MISMATCH
    return hold


def test_lines_that_sum_to_the_totals_pass() -> None:
    assert check_totals(BOTH, [A, B]) is None


@pytest.mark.parametrize(
    "field",
    [
        "goods_gross",
        "goods_tax",
        "shipping_gross",
        "shipping_tax",
        "seller_discount",
        "marketplace_discount",
    ],
)
def test_every_total_is_compared(field: str) -> None:
    _hold(attrs.evolve(BOTH, **{field: getattr(BOTH, field) + 1}))


def test_both_numbers_are_shown() -> None:
    hold = _hold(attrs.evolve(BOTH, goods_gross=2491))

    assert "24.90 EUR" in hold.text
    assert "24.91 EUR" in hold.text


def test_amounts_are_joined_by_line_number_not_by_place() -> None:
    assert check_totals(attrs.evolve(BOTH, lines=BOTH.lines[::-1]), [A, B]) is None


def test_a_line_without_amounts_is_named() -> None:
    hold = _hold(amounts_of(line_amounts("A")))

    assert "line B" in hold.text


def test_amounts_for_a_line_nobody_ordered_are_named() -> None:
    hold = _hold(amounts_of(*BOTH.lines, line_amounts("C")))

    assert "line C" in hold.text


def test_amounts_given_twice_are_refused() -> None:
    _hold(amounts_of(*BOTH.lines, BOTH.lines[0]))


@pytest.mark.parametrize(
    "changes",
    [
        {"goods_gross": -1},
        {"goods_tax": -1},
        {"shipping_gross": -1},
        {"seller_discount": -1},
        {"marketplace_discount": -1},
        {"seller_discount": 1991},
        {"goods_tax": 1991},
    ],
)
def test_impossible_amounts_are_refused(changes: dict[str, Any]) -> None:
    wrong = attrs.evolve(BOTH.lines[0], **changes)

    _hold(amounts_of(wrong, BOTH.lines[1]))


def test_a_cancelled_line_needs_no_amounts() -> None:
    gone = a_line("B", quantity=0, cancelled=1)

    assert check_totals(amounts_of(line_amounts("A")), [A, gone]) is None


def test_totals_may_leave_cancelled_lines_out() -> None:
    gone = a_line("B", quantity=0, cancelled=1)
    without = attrs.evolve(amounts_of(line_amounts("A")), lines=BOTH.lines)

    assert check_totals(BOTH, [A, gone]) is None
    assert (
        check_totals(attrs.evolve(without, shipping_gross=299, shipping_tax=48), [A, gone]) is None
    )
