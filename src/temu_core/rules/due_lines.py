"""Which lines of an order the seller still has to ship."""

from temu_core.order import Fulfilment, ListedLine, ListedOrder, MarketplaceStatus

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


def own_lines(listed: ListedOrder) -> tuple[ListedLine, ...]:
    """
    Return the lines that are not cancelled and that the marketplace does not ship itself.
    """
    return tuple(
        line for line in open_lines(listed) if line.fulfilment is not Fulfilment.BY_MARKETPLACE
    )


def due_lines(listed: ListedOrder) -> tuple[ListedLine, ...]:
    """
    Return the lines an ERP must be told about: the seller's own, not yet shipped.
    """
    return tuple(line for line in own_lines(listed) if line.status not in _GONE)
