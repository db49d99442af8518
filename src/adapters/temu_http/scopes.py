"""Which permissions of a token the connector cannot work without."""

from adapters.temu_http.marketplace_stock import STOCK_EDIT, STOCK_QUERY
from adapters.temu_http.offer_feed import OFFER_LIST
from adapters.temu_http.options import TemuOptions
from adapters.temu_http.order_answers import ORDER_LIST
from adapters.temu_http.shipment_desk import CARRIERS, CONFIRM, SHIPMENTS


def needed_scopes(options: TemuOptions) -> frozenset[str]:
    """
    Return the operations a token must allow.

    The amounts are not among them: Temu grants them later, on request, and
    until then orders wait with that reason.
    """
    return frozenset(
        {
            ORDER_LIST,
            options.address_call,
            CARRIERS,
            CONFIRM,
            SHIPMENTS,
            OFFER_LIST,
            STOCK_EDIT,
            STOCK_QUERY,
        }
    )
