"""
The truth about the marketplace, for tests that compare.
"""

from collections import Counter

from sandbox.temu.shop import Shop
from sandbox.temu.state import Order


def temu_books(shop: Shop) -> dict[str, object]:
    """
    Return what was written, shown, confirmed and what is in stock.
    """
    now = shop.now()
    placed = [order for order in shop.orders.values() if order.created <= now]
    return {
        "writes": shop.counters.writes,
        "confirm_calls": shop.counters.confirm_calls,
        "confirm_accepted": shop.counters.confirm_accepted,
        "stock_edit_calls": shop.counters.stock_edit_calls,
        "orders_shown": sorted(shop.shown),
        "orders": {
            "by_status": {
                str(status): count
                for status, count in sorted(Counter(o.status for o in placed).items())
            },
            "status": {order.number: order.status for order in placed},
        },
        "confirmed": {
            order.number: parcels for order in placed if (parcels := _confirmed_parcels(order))
        },
        "stock": {str(offer.sku_id): offer.stock for offer in shop.offers.values()},
    }


def _confirmed_parcels(order: Order) -> list[dict[str, object]]:
    return [
        {
            "carrierId": package.carrier_id,
            "trackingNumber": package.tracking_number,
            "lines": dict(package.units),
        }
        for package in order.packages
        if package.by_api
    ]
