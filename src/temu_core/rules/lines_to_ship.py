"""Which lines of an order the seller still has to send, or has sent."""

from temu_core.order import Fulfilment, ListedLine, ListedOrder, MarketplaceStatus


def lines_to_ship(listed: ListedOrder) -> tuple[ListedLine, ...]:
    """
    Return the lines the seller ships: not cancelled and not the marketplace's to send.

    An unknown status or fulfilment counts as the seller's, so that no goods
    are forgotten because of a word nobody knew.
    """
    return tuple(
        line
        for line in listed.lines
        if line.quantity > 0
        and line.status is not MarketplaceStatus.CANCELLED
        and line.fulfilment is not Fulfilment.BY_MARKETPLACE
    )
