"""Bring the ERP's parcels into our books: step 4 of the order sync."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import Level, RunContext
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.package import ErpPackage
from temu_core.ports.erp_orders import ErpOrders
from temu_core.ports.erp_packages import ErpPackages
from temu_core.ports.order_book import OrderBook
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.erp_sightings import cancelled_in_erp
from temu_core.rules.late_parcels import late_parcels
from temu_core.rules.parcel_news import parcel_news
from temu_core.rules.unforeseen import or_held
from temu_core.use_cases.line_articles import LineArticles

_OPEN = (LedgerState.IN_ERP, LedgerState.PARTIALLY_SHIPPED, LedgerState.SHIPPED)
_AT_ONCE = 500
#: So long after the marketplace's last change of a confirmed order its parcels are looked after.
_LOOKED_AFTER = timedelta(days=7)


@attrs.frozen(kw_only=True)
class CollectPackages:
    """
    Read all parcels of open orders and book them on their lines.

    Parcels of orders confirmed lately are looked at too: what changed is an alert.

    Reads outside, writes only our books; the same parcels again change nothing.
    """

    order_book: OrderBook
    line_articles: LineArticles
    erp_orders: ErpOrders
    erp_packages: ErpPackages
    clock: Clock

    def __call__(self, run: RunContext) -> None:
        """
        Look once at every order that is in the ERP, and at those confirmed lately.
        """
        run.step(4, "JTL → tracking")
        shop = ShopId(run.fence.shop)
        for batch in self._pages(shop, _OPEN, None):
            run.checkpoint()
            self._look(run, batch)
        lately = self.clock.now() - _LOOKED_AFTER
        for batch in self._pages(shop, [LedgerState.CONFIRMED], lately):
            run.checkpoint()
            self._look_after(run, batch)

    def _pages(
        self, shop: ShopId, states: Collection[LedgerState], changed_since: datetime | None
    ) -> Iterator[Sequence[OrderRecord]]:
        after: OrderNumber | None = None
        while batch := self.order_book.in_states(
            shop, states, changed_since=changed_since, after=after, limit=_AT_ONCE
        ):
            after = batch[-1].number
            yield batch

    def _look(self, run: RunContext, batch: Sequence[OrderRecord]) -> None:
        numbers = [record.number for record in batch]
        in_erp = self.erp_orders.presence(numbers)
        packages = _by_order(self.erp_packages.of_orders(numbers))
        article_of = self.line_articles(ShopId(run.fence.shop), [record.listed for record in batch])
        by, now = f"run:{run.run_id}", self.clock.now()

        def news(record: OrderRecord) -> LedgerUpdate:
            number = record.number
            if number in in_erp and in_erp[number].cancelled:
                return cancelled_in_erp(record, by=by, at=now)
            parcels, shown = packages.get(number, ()), number in in_erp
            return parcel_news(record, parcels, article_of, shown=shown, by=by, at=now)

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate.merged(
                or_held(record, partial(news, record), by=by, at=now)
                for record in known.values()
                if record.state in _OPEN
            )

        update = self.order_book.change(run.fence, numbers, decide)
        self._report(run, update)

    def _look_after(self, run: RunContext, batch: Sequence[OrderRecord]) -> None:
        """
        See what became of the parcels of confirmed orders; usually nothing, and nothing is stored.
        """
        packages = _by_order(self.erp_packages.of_orders([record.number for record in batch]))
        by, now = f"run:{run.run_id}", self.clock.now()

        def news(record: OrderRecord) -> LedgerUpdate:
            parcels = packages.get(record.number, ())
            return or_held(record, lambda: late_parcels(record, parcels, at=now), by=by, at=now)

        numbers = [record.number for record in batch if news(record) != LedgerUpdate()]
        if numbers:
            self.order_book.change(
                run.fence,
                numbers,
                lambda known: LedgerUpdate.merged(news(record) for record in known.values()),
            )

    @staticmethod
    def _report(run: RunContext, update: LedgerUpdate) -> None:
        moved = Counter(
            change.record.state.value for change in update.changes if change.event is not None
        )
        run.count(**moved)
        for change in update.changes:
            hold = change.record.hold
            if change.event is not None and hold is not None:
                run.note(
                    Level.WARNING, hold.text, order=change.record.number, reason=hold.reason.value
                )


def _by_order(packages: Sequence[ErpPackage]) -> Mapping[OrderNumber, list[ErpPackage]]:
    groups: dict[OrderNumber, list[ErpPackage]] = {}
    for package in packages:
        groups.setdefault(package.order, []).append(package)
    return groups
