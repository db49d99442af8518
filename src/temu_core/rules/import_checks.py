"""What the order list alone says about an order that is not exported yet."""

from collections.abc import Collection, Iterator

from temu_core.ledger import ClosedWhy, HoldReason, LedgerState
from temu_core.order import (
    ListedLine,
    ListedOrder,
    MarketplaceStatus,
    OrderLabel,
    Payment,
    ShippingMethod,
    Unknown,
)
from temu_core.rules.due_lines import due_lines, open_lines
from temu_core.rules.lines_to_ship import lines_to_ship
from temu_core.rules.verdict import Verdict
from temu_core.shop import OrderPolicy

_SHIPPED = frozenset(
    {
        MarketplaceStatus.SHIPPED,
        MarketplaceStatus.PARTIALLY_DELIVERED,
        MarketplaceStatus.DELIVERED,
    }
)
_REQUESTS = (
    (OrderLabel.PENDING_CANCELLATION, "the decision on the buyer's cancellation request"),
    (OrderLabel.PENDING_ADDRESS_CHANGE, "the decision on the buyer's new address"),
    (OrderLabel.RISK_ALERT, "the marketplace's risk check"),
)


def cancelled(listed: ListedOrder) -> bool:
    """
    Tell whether the marketplace cancelled the order as a whole.
    """
    return listed.status is MarketplaceStatus.CANCELLED or (
        bool(listed.lines) and not open_lines(listed)
    )


def gone(listed: ListedOrder, policy: OrderPolicy) -> Verdict | None:
    """
    Return why there is nothing (left) for us to do; this ends even a held order.

    It comes before all else: a value nobody knows decides nothing about an order
    that is over.
    """
    if cancelled(listed):
        return Verdict(state=LedgerState.CANCELLED, text="the marketplace cancelled the order")
    if listed.lines and not lines_to_ship(listed):
        return Verdict.closed(
            ClosedWhy.SHIPPED_BY_MARKETPLACE, "the marketplace ships the order itself"
        )
    if listed.status in _SHIPPED:
        return Verdict.closed(
            ClosedWhy.ALREADY_SHIPPED, "the order was shipped before it was exported"
        )
    if policy.start_from is not None and listed.placed_at < policy.start_from:
        return Verdict.closed(
            ClosedWhy.BEFORE_START, "the order was placed before the day we start from"
        )
    return None


def stopped(
    listed: ListedOrder, allowed: Collection[HoldReason], policy: OrderPolicy
) -> Verdict | None:
    """
    Return why the order must wait or be held whatever its address and amounts are.
    """
    for value in _deciding(listed):
        if isinstance(value, Unknown):
            return Verdict.held(
                HoldReason.UNKNOWN_VALUE,
                f"the connector does not know {value.field} {value.value!r}",
                f"{value.field}={value.value}",
            )
    if (
        listed.status is MarketplaceStatus.PARTIALLY_SHIPPED
        and HoldReason.QUANTITY_CHANGED not in allowed
    ):
        return Verdict.held(
            HoldReason.QUANTITY_CHANGED,
            "part of the order was shipped before it was exported",
            "status",
        )
    if listed.status is MarketplaceStatus.PENDING:
        return Verdict.waits("the marketplace to release the order", LedgerState.PENDING)
    for reason, text in _against_policy(listed, policy):
        if reason not in allowed:
            return Verdict.held(reason, text)
    for label, what in _REQUESTS:
        if label in listed.labels:
            return Verdict.waits(what)
    return None


def _deciding(listed: ListedOrder) -> Iterator[object]:
    yield from (listed.status, listed.payment, listed.shipping_method)
    for line in listed.lines:
        yield from (line.status, line.fulfilment)


def _against_policy(listed: ListedOrder, policy: OrderPolicy) -> Iterator[tuple[HoldReason, str]]:
    if listed.payment is Payment.CASH_ON_DELIVERY and not policy.allow_cash_on_delivery:
        yield HoldReason.CASH_ON_DELIVERY, "the buyer pays cash on delivery"
    if listed.shipping_method is not ShippingMethod.STANDARD and not policy.allow_pick_up:
        yield HoldReason.PICK_UP, "the order is to be picked up or delivered by a store"
    if listed.own_shipping_restricted and not policy.allow_restricted_shipping:
        yield (
            HoldReason.OWN_SHIPPING_RESTRICTED,
            "the marketplace does not take the seller's own parcel for this order",
        )
    if not policy.allow_several_products:
        for line in filter(_is_bundle, due_lines(listed)):
            yield (
                HoldReason.SEVERAL_PRODUCTS,
                f"line {line.number} stands for {line.products} products, "
                f"{line.sold_factor} units each",
            )


def _is_bundle(line: ListedLine) -> bool:
    return line.products != 1 or line.sold_factor != 1
