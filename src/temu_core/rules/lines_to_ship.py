"""Which lines of an order the seller still has to send, or has sent."""

from temu_core.order import Fulfilment, ListedLine, ListedOrder, MarketplaceStatus
from temu_core.record import OrderRecord


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


def lines_in_parcels(record: OrderRecord) -> tuple[ListedLine, ...]:
    """
    Return the lines the ERP's parcels hold: those to ship but for what had left before the export.
    """
    return tuple(
        line for line in lines_to_ship(record.listed) if line.number not in record.shipped_before
    )
