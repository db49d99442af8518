"""What the marketplace in memory checks before it takes a shipment confirmation."""

from collections import Counter
from collections.abc import Iterator

from adapters.memory.marketplace import MemoryMarketplace
from shared_kernel.errors import Family, Problem
from temu_core.confirmation import Acceptance, SendType, ShipmentConfirmation
from temu_core.order import LineNumber, ListedOrder, MarketplaceStatus, OrderLabel, OrderNumber

#: Each pending request, the acceptance that overrides it, and the real refusal's code.
_REQUESTS = {
    OrderLabel.PENDING_ADDRESS_CHANGE: (Acceptance.DENY_ADDRESS_CHANGE, "120012023"),
    OrderLabel.PENDING_CANCELLATION: (Acceptance.DENY_CANCELLATION, "120012030"),
    OrderLabel.RISK_ALERT: (Acceptance.DENY_RISK_ALERT, "120012031"),
}
_SHIPPABLE = frozenset({MarketplaceStatus.UNSHIPPED, MarketplaceStatus.PARTIALLY_SHIPPED})


def refused(code: str, text: str) -> Problem:
    """
    Return a refusal of the marketplace with its own code.
    """
    return Problem(family=Family.FIX_DATA, text=text, code=code)


def shipment_refusal(
    marketplace: MemoryMarketplace, confirmation: ShipmentConfirmation
) -> Problem | None:
    """
    Return the first reason why the marketplace would not take *confirmation*.
    """
    for check in (_lines, _requests, _parcels, _tracking, _quantities, _send_type):
        problem = next(check(marketplace, confirmation), None)
        if problem is not None:
            return problem
    return None


def _lines(marketplace: MemoryMarketplace, confirmation: ShipmentConfirmation) -> Iterator[Problem]:
    shipped = {(known.order, known.line) for known in marketplace.shipments}
    for order, line in _units(confirmation):
        known = marketplace.orders.get(order)
        if known is None or known.listed.line(line) is None:
            yield refused("120012007", f"there is no line {line} in order {order}")
        elif (order, line) in shipped or known.listed.status is MarketplaceStatus.SHIPPED:
            yield refused("120012004", f"{order} was shipped before")
        elif known.listed.status not in _SHIPPABLE:
            yield refused("120012012", f"{order} is not to be shipped")


def _requests(
    marketplace: MemoryMarketplace, confirmation: ShipmentConfirmation
) -> Iterator[Problem]:
    for order in _orders(marketplace, confirmation):
        for label, (acceptance, code) in _REQUESTS.items():
            if label in order.labels and acceptance not in confirmation.acceptance:
                yield refused(code, f"{order.number}: {label.value}")


def _parcels(
    marketplace: MemoryMarketplace, confirmation: ShipmentConfirmation
) -> Iterator[Problem]:
    carriers = {carrier.id for carrier in marketplace.carriers}
    warehouses = {warehouse.id for warehouse in marketplace.warehouses}
    for parcel in confirmation.parcels:
        if parcel.warehouse is None:
            yield refused("120015527", "selfShippingWarehouseId is missing")
        elif parcel.warehouse not in warehouses:
            yield refused("120011085", f"there is no warehouse {parcel.warehouse}")
        if parcel.carrier not in carriers:
            yield refused("120015037", f"carrier {parcel.carrier} is not allowed")


def _tracking(
    marketplace: MemoryMarketplace, confirmation: ShipmentConfirmation
) -> Iterator[Problem]:
    used = {known.tracking_number for known in marketplace.shipments}
    seen: set[str] = set()
    for parcel in confirmation.parcels:
        number = parcel.tracking_number
        if not number.strip():
            yield refused("120014001", "a tracking number is blank")
        if number in seen:
            yield refused("120014003", f"{number} is named twice")
        if number in used:
            yield refused("120014004", f"{number} was used before")
        seen.add(number)


def _quantities(
    marketplace: MemoryMarketplace, confirmation: ShipmentConfirmation
) -> Iterator[Problem]:
    for (order, line), units in _units(confirmation).items():
        listed = marketplace.orders[order].listed.line(line)
        if listed is None or listed.quantity != units:
            yield refused("120012016", f"{order}: line {line} must be declared whole in one call")


def _send_type(
    marketplace: MemoryMarketplace, confirmation: ShipmentConfirmation
) -> Iterator[Problem]:
    orders = _orders(marketplace, confirmation)
    shared = confirmation.send_type is SendType.SHARED_PARCEL
    if not shared and len(orders) != 1:
        yield refused("120015539", "only a shared parcel may hold several orders")
    if confirmation.send_type is not SendType.SEVERAL_PARCELS and len(confirmation.parcels) != 1:
        yield refused("120015539", "this way of sending has one parcel")
    partial = confirmation.send_type is SendType.SEVERAL_PARCELS
    if partial and marketplace.moods.accepts_partial:
        return
    told = _units(confirmation)
    for order in orders:
        if any(line.quantity and (order.number, line.number) not in told for line in order.lines):
            yield refused("120015539", f"not all lines of {order.number} are named")


def _units(confirmation: ShipmentConfirmation) -> Counter[tuple[OrderNumber, LineNumber]]:
    units: Counter[tuple[OrderNumber, LineNumber]] = Counter()
    for parcel in confirmation.parcels:
        for item in parcel.items:
            units[item.order, item.line] += item.units
    return units


def _orders(
    marketplace: MemoryMarketplace, confirmation: ShipmentConfirmation
) -> list[ListedOrder]:
    numbers = dict.fromkeys(order for order, _ in _units(confirmation))
    return [marketplace.orders[number].listed for number in numbers]
