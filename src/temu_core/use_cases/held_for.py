"""Which orders are held because of one name."""

from collections.abc import Collection

from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.order_book import OrderBook

_AT_ONCE = 1_000


def held_for(
    book: OrderBook, shop: ShopId, reasons: Collection[HoldReason], subject: str
) -> list[OrderNumber]:
    """
    Return all orders held for one of *reasons* with *subject*; case and blanks do not count.
    """
    wanted = subject.strip().casefold()
    found: list[OrderNumber] = []
    after: OrderNumber | None = None
    while batch := book.search(
        shop, states=[LedgerState.HELD], reasons=reasons, after=after, limit=_AT_ONCE
    ):
        after = batch[-1].number
        found.extend(
            record.number
            for record in batch
            if record.hold is not None and record.hold.subject.strip().casefold() == wanted
        )
    return found
