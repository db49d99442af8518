"""Bring the marketplace's offers into our books: steps 1 and 2 of the inventory sync."""

from datetime import datetime

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import Problem
from shared_kernel.run_context import Level, RunContext
from temu_core.offer import Offer, SkuId
from temu_core.ports.offer_book import OfferBook
from temu_core.ports.offer_feed import OfferFeed, OfferList, OfferPage
from temu_core.ports.raw_answers import RawAnswers
from temu_core.rules.listing_window import listing_complete

_MOST_PAGES = 100_000


@attrs.frozen(kw_only=True)
class FetchOffers:
    """
    Walk both offer lists, store each page, retire what neither showed any more.

    Offers are retired only after both lists were read completely: an offer that
    moved between the lists or pages meanwhile is not lost.  While one of them
    cannot be read nothing is retired, for it might be that one.
    """

    feed: OfferFeed
    raw_answers: RawAnswers
    offer_book: OfferBook
    clock: Clock
    walks: int = 3

    def __call__(self, run: RunContext) -> str:
        """
        Return why the lists could not be read completely; empty when they were.
        """
        began = self.clock.now()
        run.step(1, "API → JSON")
        unreadable: set[SkuId] = set()
        # Both lists are read even when the first stayed incomplete: more is known then.
        complete = [self._walk_until_complete(run, which, unreadable, began) for which in OfferList]
        if not all(complete):
            return "the marketplace's offer lists kept changing while they were read"
        run.step(2, "JSON → DB")
        if unreadable:
            run.count(unreadable=len(unreadable))
            return ""
        run.count(vanished=self.offer_book.retire_unseen(run.fence, began))
        return ""

    def _walk_until_complete(
        self, run: RunContext, which: OfferList, unreadable: set[SkuId], began: datetime
    ) -> bool:
        for walk in range(1, self.walks + 1):
            seen: set[SkuId] = set()
            total = self._walk(run, which, seen, unreadable, began)
            if listing_complete(total, len(seen)):
                run.count(listed=len(seen))
                return True
            run.note(
                Level.WARNING,
                "an offer list changed while it was read",
                list=which.value,
                walk=walk,
                listed=len(seen),
                total=total,
            )
        return False

    def _walk(
        self,
        run: RunContext,
        which: OfferList,
        seen: set[SkuId],
        unreadable: set[SkuId],
        began: datetime,
    ) -> int:
        """
        Store pages until one brings nothing new; return the list's total as last told.
        """
        total = 0
        for number in range(1, _MOST_PAGES + 1):
            run.checkpoint()
            run.step(1, "API → JSON")
            page = self.feed.page(which, number)
            self.raw_answers.append(run.fence, run.run_id, page.raw)
            total = page.total
            new = page.offers.keys() - seen
            seen.update(new)
            run.progress(len(seen), max(total, len(seen)))
            run.step(2, "JSON → DB")
            # A clock that was set back must not make an offer look unseen.
            unreadable.update(self._store(run, page, max(self.clock.now(), began)))
            if not new or len(seen) >= total:
                break
        run.step(1, "API → JSON")
        return total

    def _store(self, run: RunContext, page: OfferPage, at: datetime) -> frozenset[SkuId]:
        """
        Store what can be read; return the offers that cannot.
        """
        offers = [offer for offer in page.offers.values() if isinstance(offer, Offer)]
        if offers:
            self.offer_book.store_listed(run.fence, offers, at)
        run.count(stored=len(offers))
        problems = {k: v for k, v in page.offers.items() if isinstance(v, Problem)}
        for sku_id, problem in problems.items():
            run.note(Level.WARNING, problem.text, sku_id=sku_id, field=problem.field)
        for what, times in page.oddities.items():
            run.note(Level.INFO, "the marketplace answered something new", what=what, times=times)
        return frozenset(problems)
