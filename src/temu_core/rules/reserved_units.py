"""Units sold on the marketplace that the ERP does not know of yet."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType

from shared_kernel.sku import Sku
from temu_core.ledger import LedgerState
from temu_core.order import ListedLine, MarketplaceStatus, OrderNumber
from temu_core.record import OrderRecord
from temu_core.rules.lines_to_ship import lines_to_ship

#: The states whose orders must be read to know what is reserved.
OPEN_STATES: frozenset[LedgerState] = frozenset(LedgerState) - {
    LedgerState.CANCELLED,
    LedgerState.CANCELLED_AFTER_EXPORT,
    LedgerState.CLOSED_ELSEWHERE,
    LedgerState.CONFIRMED,
}

_HAS_LEFT = frozenset({MarketplaceStatus.SHIPPED, MarketplaceStatus.DELIVERED})


def reserved_units(
    orders: Iterable[OrderRecord],
    in_erp: Collection[OrderNumber],
    sku_of: Callable[[ListedLine], Sku | None],
) -> Mapping[Sku, int]:
    """
    Return per article the ERP units that are sold but not taken off its stock.

    An order the ERP shows has lowered the ERP's stock already; any other open
    order has not, pending ones included.  When in doubt an order counts: to
    offer one unit too few costs less than to sell one that is not there.

    Args:
        orders: The orders in `OPEN_STATES`, of all shops that share the stock.
        in_erp: The orders the ERP showed, not cancelled, *before* its stock was
            read, so that an order it takes in between counts twice rather than
            never.  A cancelled one freed its stock, yet the buyer still waits.
        sku_of: The article of a line; None when it has none, then nothing of
            the ERP's stock is meant.
    """
    units: Counter[Sku] = Counter()
    for record in orders:
        if not _is_reserved(record, in_erp):
            continue
        for line in lines_to_ship(record.listed):
            sku = sku_of(line)
            if sku is not None:
                units[sku] += line.quantity * line.sold_factor
    return MappingProxyType(dict(units))


def _is_reserved(record: OrderRecord, in_erp: Collection[OrderNumber]) -> bool:
    status = record.listed.status
    if record.state not in OPEN_STATES or status is MarketplaceStatus.CANCELLED:
        return False
    if record.state is LedgerState.CANCELLED_IN_ERP:
        # The ERP freed its stock, yet the buyer still waits for the goods.
        return True
    if record.state is LedgerState.HELD and status in _HAS_LEFT:
        # Somebody shipped it past us: the goods are no longer on the shelf.
        return False
    return record.number not in in_erp
