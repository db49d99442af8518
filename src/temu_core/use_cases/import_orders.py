"""Bring listed orders into our books."""

from collections import Counter
from collections.abc import Mapping

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import Problem
from shared_kernel.run_context import Level, RunContext
from temu_core.details import Details
from temu_core.ledger import LedgerState
from temu_core.order import ListedOrder, OrderNumber, ShopId
from temu_core.ports.mappings import SkuMap
from temu_core.ports.offer_book import OfferBook
from temu_core.ports.order_book import OrderBook
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.import_order import import_order, import_unreadable
from temu_core.shop import OrderPolicy


@attrs.frozen(kw_only=True)
class ImportOrders:
    """
    Decide what each listed order means and store it: one transaction per batch.

    Importing the same answers again changes nothing, so a crash repeats work
    instead of losing or doubling it.
    """

    order_book: OrderBook
    offer_book: OfferBook
    sku_map: SkuMap
    policy: OrderPolicy
    clock: Clock

    def __call__(
        self,
        run: RunContext,
        listed: Mapping[OrderNumber, ListedOrder | Problem],
        details: Mapping[OrderNumber, Details],
    ) -> LedgerUpdate:
        """
        Return what was stored.
        """
        if not listed:
            return LedgerUpdate()
        shop = ShopId(run.fence.shop)
        offer_skus = self.offer_book.seller_skus(shop, _sku_ids_without_number(listed))
        sku_map = self.sku_map.read(shop)
        by, now = f"run:{run.run_id}", self.clock.now()

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate.merged(
                import_order(
                    order,
                    details.get(number, Details()),
                    known.get(number),
                    policy=self.policy,
                    offer_skus=offer_skus,
                    sku_map=sku_map,
                    by=by,
                    at=now,
                )
                if isinstance(order, ListedOrder)
                else import_unreadable(
                    number, order, known.get(number), policy=self.policy, by=by, at=now
                )
                for number, order in listed.items()
            )

        update = self.order_book.change(run.fence, listed.keys(), decide)
        _report(run, update)
        return update


def _sku_ids_without_number(
    listed: Mapping[OrderNumber, ListedOrder | Problem],
) -> frozenset[int]:
    return frozenset(
        line.sku_id
        for order in listed.values()
        if isinstance(order, ListedOrder)
        for line in order.lines
        if not line.seller_sku
    )


def _report(run: RunContext, update: LedgerUpdate) -> None:
    moved = Counter[str]()
    for change in update.changes:
        if change.event is None:
            continue
        if change.event.from_state is None:
            moved["new"] += 1
        moved[change.event.to_state.value] += 1
        if change.event.to_state is LedgerState.HELD and change.record.hold is not None:
            run.note(
                Level.WARNING,
                change.record.hold.text,
                order=change.record.number,
                reason=change.record.hold.reason.value,
            )
    run.count(**moved)
