"""Which lines of an order an ERP must be told about."""

from temu_core.order import LineNumber, ListedLine, ListedOrder, MarketplaceStatus
from temu_core.rules.lines_to_ship import lines_to_ship

_GONE = frozenset(
    {
        MarketplaceStatus.SHIPPED,
        MarketplaceStatus.PARTIALLY_DELIVERED,
        MarketplaceStatus.DELIVERED,
    }
)


def is_cancelled(line: ListedLine) -> bool:
    """
    Tell whether nothing of a line remains to be fulfilled.
    """
    return line.status is MarketplaceStatus.CANCELLED or line.quantity == 0


def open_lines(listed: ListedOrder) -> tuple[ListedLine, ...]:
    """
    Return the lines that are not cancelled, whoever ships them.
    """
    return tuple(line for line in listed.lines if not is_cancelled(line))


def due_lines(listed: ListedOrder) -> tuple[ListedLine, ...]:
    """
    Return the lines to export: the seller's own, not yet shipped.
    """
    return tuple(line for line in lines_to_ship(listed) if line.status not in _GONE)


def lines_gone(listed: ListedOrder) -> frozenset[LineNumber]:
    """
    Return the seller's lines that were shipped, so that no ERP is told of them.
    """
    return frozenset(line.number for line in lines_to_ship(listed) if line.status in _GONE)
