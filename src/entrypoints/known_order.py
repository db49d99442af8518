"""An order of a shop by its number, or that there is none."""

from entrypoints.open_shop import OpenShop
from shared_kernel.errors import RejectedError
from temu_core.order import OrderNumber
from temu_core.record import OrderRecord


def known_order(shop: OpenShop, number: str) -> OrderRecord:
    """
    Return the order of this number from the books.

    Raises:
        RejectedError: There is no such order; code ``unknown_order``.
    """
    wanted = OrderNumber(number)
    found = shop.adapters.order_book().read(shop.shop, [wanted])
    if wanted not in found:
        # Without what was typed: it may have been a secret in the wrong place.
        raise RejectedError("there is no such order", code="unknown_order", field="number")
    return found[wanted]
