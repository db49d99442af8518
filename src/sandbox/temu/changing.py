"""
What one change does to an order.
"""

from sandbox.scenario.orders import WHOLE_LINE, OrderChange
from sandbox.temu.placing import cancel_number, ship_elsewhere
from sandbox.temu.state import (
    CANCELED,
    CANCELLATION,
    DELIVERED,
    OPEN,
    SHIPPED,
    CancelRequest,
    Order,
)


def apply_change(order: Order, change: OrderChange, at: int) -> bool:
    """
    Change *order* at time *at* and return whether anything happened.

    What has left the house cannot be cancelled any more; a change that is
    bound to a label does nothing once the label is gone.
    """
    if change.only_if_label is not None and change.only_if_label not in order.labels:
        return False
    if change.status is not None:
        _set_status(order, change.status, at)
    _set_labels(order, change, at)
    order.warnings.extend(w for w in change.warnings if w not in order.warnings)
    if change.address is not None:
        order.address = change.address
    if change.amounts_ready:
        order.amounts_ready_at = min(order.amounts_ready_at, at)
    if change.parcel is not None:
        ship_elsewhere(order, change.parcel, at)
    if change.cancel or change.cancel_lines:
        _cancel(order, change, at)
    order.updated = at
    return True


def settle_status(order: Order, at: int) -> None:
    """
    Derive the order's status from its lines after lines changed.
    """
    if order.status in {SHIPPED, DELIVERED}:
        return
    if all(line.status == CANCELED for line in order.lines):
        order.status = CANCELED
    elif any(line.status == SHIPPED for line in order.lines):
        order.status = 41 if order.open_lines() else SHIPPED
        order.shipped_at = at if order.status == SHIPPED else None


def _set_status(order: Order, status: int, at: int) -> None:
    for line in order.lines:
        if line.status == order.status:
            line.status = status
    if order.confirmed is None and status == OPEN:
        order.confirmed = at
    order.status = status


def _set_labels(order: Order, change: OrderChange, at: int) -> None:
    for label, is_set in change.labels.items():
        if is_set and label not in order.labels:
            order.labels.append(label)
        elif not is_set and label in order.labels:
            order.labels.remove(label)
    if change.labels.get(CANCELLATION) and order.cancel_request is None:
        order.cancel_request = CancelRequest(number=cancel_number(order), created=at)
    if change.labels.get(CANCELLATION) is False and order.cancel_request is not None:
        order.cancel_request.group = 11


def _cancel(order: Order, change: OrderChange, at: int) -> None:
    for position, line in enumerate(order.lines, start=1):
        units = WHOLE_LINE if change.cancel else change.cancel_lines.get(position, 0)
        if line.status in {SHIPPED, DELIVERED} or units == 0:
            continue
        line.cancelled = (
            line.ordered if units == WHOLE_LINE else min(line.ordered, line.cancelled + units)
        )
        if line.cancelled == line.ordered:
            line.status = CANCELED
    settle_status(order, at)
    if order.status == CANCELED:
        if CANCELLATION in order.labels:
            order.labels.remove(CANCELLATION)
        if order.cancel_request is not None:
            order.cancel_request.group = 9
