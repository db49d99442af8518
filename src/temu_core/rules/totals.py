"""Whether an order's amounts agree with themselves."""

from collections import Counter
from collections.abc import Sequence

from shared_kernel.money import Money
from temu_core.amounts import LineAmounts, OrderAmounts
from temu_core.ledger import Hold, HoldReason
from temu_core.order import ListedLine
from temu_core.rules.due_lines import is_cancelled

_SUMS = (
    ("goods_gross", "goods"),
    ("goods_tax", "tax on goods"),
    ("shipping_gross", "shipping"),
    ("shipping_tax", "tax on shipping"),
    ("seller_discount", "seller's discount"),
    ("marketplace_discount", "marketplace's discount"),
)


def check_totals(amounts: OrderAmounts, lines: Sequence[ListedLine]) -> Hold | None:
    """
    Return why the amounts cannot be trusted: lines and totals must agree to the cent.

    The marketplace's totals may include cancelled lines or leave them out.
    """
    return check_lines(amounts, lines) or check_sums(amounts, lines)


def check_lines(amounts: OrderAmounts, lines: Sequence[ListedLine]) -> Hold | None:
    """
    Return which line has no amounts of its own, or amounts that cannot be.
    """
    times = Counter(line.line for line in amounts.lines)
    for line in lines:
        if line.quantity > 0 and times[line.number] == 0:
            return _hold(f"line {line.number} has no amounts", line.number)
    listed = {line.number for line in lines}
    for paid in amounts.lines:
        if times[paid.line] > 1:
            return _hold(f"line {paid.line} has amounts more than once", paid.line)
        if paid.line not in listed and _worth(paid):
            return _hold(f"there are amounts for line {paid.line}, which is not listed", paid.line)
        if not _possible(paid):
            return _hold(f"the amounts of line {paid.line} cannot be right", paid.line)
    return None


def check_sums(amounts: OrderAmounts, lines: Sequence[ListedLine]) -> Hold | None:
    """
    Return which total is not the sum of its lines.
    """
    difference = _difference(amounts, amounts.lines)
    if not difference:
        return None
    gone = {line.number for line in lines if is_cancelled(line)}
    remaining = [paid for paid in amounts.lines if paid.line not in gone]
    return _hold(difference) if _difference(amounts, remaining) else None


def _difference(amounts: OrderAmounts, lines: Sequence[LineAmounts]) -> str:
    for field, name in _SUMS:
        of_lines = sum([getattr(line, field) for line in lines])
        of_order = getattr(amounts, field)
        if of_lines != of_order:
            lines_sum, total = (Money(cents, amounts.currency) for cents in (of_lines, of_order))
            return f"{name}: the lines sum to {lines_sum}, the order says {total}"
    return ""


def _worth(paid: LineAmounts) -> bool:
    return any(getattr(paid, field) for field, _ in _SUMS)


def _possible(paid: LineAmounts) -> bool:
    return (
        paid.quantity >= 0
        and 0 <= paid.goods_tax <= paid.goods_gross
        and 0 <= paid.shipping_tax <= paid.shipping_gross
        and 0 <= paid.seller_discount <= paid.goods_gross
        and paid.marketplace_discount >= 0
    )


def _hold(text: str, subject: str = "") -> Hold:
    return Hold(reason=HoldReason.TOTALS_MISMATCH, text=text, subject=subject)
