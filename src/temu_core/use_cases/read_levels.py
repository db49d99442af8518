"""Read the ERP's stock, or keep what was read last time while it did not change."""

from collections.abc import Collection, Mapping

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import Level, RunContext
from shared_kernel.sku import Sku
from temu_core.batches import in_batches
from temu_core.order import ShopId
from temu_core.ports.erp_stock import ErpStock
from temu_core.ports.offer_book import OfferBook
from temu_core.rules.kept_levels import is_covered, why_read_all
from temu_core.shop import StockPolicy
from temu_core.stock import StockLevel
from temu_core.stock_mark import StockMark, StockReading

_SKUS_AT_ONCE = 10_000


@attrs.frozen(kw_only=True)
class StockLook:
    """
    What one look at the ERP's mark says about its stock.
    """

    #: What was remembered of the last whole reading.
    last: StockReading | None
    #: How this reading would be remembered; None: the ERP has no mark.
    reading: StockReading | None
    #: The levels read last time still hold.
    unchanged: bool


@attrs.frozen(kw_only=True)
class LevelsRead:
    """
    The stock levels, and what may be remembered of having read them.
    """

    levels: Mapping[Sku, StockLevel]
    #: The remembered reading does not cover these levels: forget it before they are stored.
    forget: bool
    #: What to remember once they are all stored; None: nothing new.
    remember: StockReading | None


@attrs.frozen(kw_only=True)
class ReadLevels:
    """
    Ask the ERP for its mark first; read only what is not known to be the same.

    Nothing is written outside.  What is remembered stands in our books with the
    targets; a run that ends half-way leaves nothing remembered, so the next one
    reads all.
    """

    offer_book: OfferBook
    erp_stock: ErpStock
    policy: StockPolicy
    clock: Clock

    def look(self, run: RunContext) -> StockLook:
        """
        Return whether the stock is as it was read last.

        An ERP that cannot say is read whole; one that is away shows it then.
        """
        last = self.offer_book.last_reading(ShopId(run.fence.shop))
        now = self.clock.now()
        mark = self._mark(run) if self.policy.read_all_every else None
        why = why_read_all(last, mark, now, self.policy)
        if last is not None:
            words = "is as it was" if why is None else f"is read whole: {why}"
            run.note(Level.DEBUG, f"The ERP's stock {words}.", last_read=last.at.isoformat())
        reading = StockReading(mark=mark, at=now) if mark is not None else None
        return StockLook(last=last, reading=reading, unchanged=why is None)

    def __call__(
        self,
        run: RunContext,
        look: StockLook,
        articles: Collection[Sku],
        kept: Mapping[Sku, StockLevel],
    ) -> LevelsRead:
        """
        Return the levels of *articles*; those the ERP does not have are missing.

        Args:
            kept: Levels of the last reading; used only when it still holds.

        Raises:
            UnavailableError: The ERP did not answer; nothing is known.
        """
        levels = {a: kept[a] for a in articles if a in kept} if look.unchanged else {}
        wanted = [article for article in articles if article not in levels]
        covering = look.last if look.unchanged else look.reading
        read: dict[Sku, StockLevel] = {}
        for batch in in_batches(wanted, _SKUS_AT_ONCE):
            run.checkpoint()
            read.update(self.erp_stock.levels(batch, versions=covering is not None))
        run.count(kept=len(levels), read=len(read))
        covered = covering is not None and is_covered(covering.mark, read.values())
        return LevelsRead(
            levels={**levels, **read},
            forget=look.last is not None and not (look.unchanged and covered),
            remember=covering if covered and not look.unchanged else None,
        )

    def _mark(self, run: RunContext) -> StockMark | None:
        run.checkpoint()
        try:
            return self.erp_stock.mark()
        except UnavailableError as error:
            run.note(Level.INFO, f"The ERP could not say whether its stock changed: {error}")
            return None
