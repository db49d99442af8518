"""Walk the marketplace's order list until nothing is missing."""

from collections.abc import Iterator, Mapping

import attrs

from shared_kernel.errors import Problem
from shared_kernel.run_context import Level, RunContext
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.ports.order_feed import ListedBy, OrderFeed, OrderPage
from temu_core.ports.raw_answers import RawAnswers
from temu_core.rules.listing_window import listed_within, listing_complete
from temu_core.shop import ListingPolicy
from temu_core.window import Window

#: A list longer than this is not one of ours; ends a list that never ends.
_MOST_PAGES = 10_000


@attrs.define
class Completeness:
    """
    Whether a walk saw every order; filled while it goes on.
    """

    complete: bool = False
    listed: int = 0


@attrs.frozen(kw_only=True)
class WalkOrders:
    """
    Yield the order list page by page, raw answers kept first.

    The list is asked for with an end in the future: an order updated while one
    walks moves to page 1, which is asked again, instead of leaving the window
    and letting the one behind it slip past unseen with a total that agrees.

    Orders move between pages while one walks, pages come twice or never end.
    A walk therefore ends when a page brings nothing new, asks page 1 once more
    and counts: unless the marketplace's total equals the numbers seen in this
    walk, the list is walked again.  An order is yielded again only when it
    changed meanwhile, so that one run asks about it once and counts one try.

    An order from outside the window comes from an old answer and does not count,
    or it would stand for one that was not shown.  What two walks show belongs to
    the list: then it is the marketplace that reads its windows otherwise.
    """

    feed: OrderFeed
    raw_answers: RawAnswers
    policy: ListingPolicy

    def __call__(
        self,
        run: RunContext,
        window: Window,
        completeness: Completeness,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> Iterator[Mapping[OrderNumber, ListedOrder | Problem]]:
        """
        Yield pages of *window*; afterwards *completeness* says whether all were seen.
        """
        window = Window(start=window.start, end=window.end + self.policy.open_end)
        everything: dict[OrderNumber, ListedOrder | Problem] = {}
        for walk in range(1, self.policy.walks + 1):
            seen: set[OrderNumber] = set()
            known = frozenset(everything)
            total = 0
            of_window = True
            for page in self._pages(run, window, seen, by, status):
                total, of_window = page.total, of_window and page.of_window
                new = {n: order for n, order in page.orders.items() if everything.get(n) != order}
                everything.update(new)
                completeness.listed = len(everything)
                if new:
                    yield new
            stray: set[OrderNumber] = set()
            if of_window:
                stray = {n for n in seen - known if not _is_of(everything[n], window, by)}
            if listing_complete(total, len(seen - stray)):
                completeness.complete = True
                return
            run.note(
                Level.WARNING,
                "the order list changed while it was read",
                walk=walk,
                listed=len(seen),
                stray=len(stray),
                total=total,
            )

    def _pages(
        self,
        run: RunContext,
        window: Window,
        seen: set[OrderNumber],
        by: ListedBy,
        status: MarketplaceStatus | None,
    ) -> Iterator[OrderPage]:
        """
        Yield pages until one brings nothing new, then page 1 again.
        """
        for number in range(1, _MOST_PAGES + 1):
            run.checkpoint()
            page = self._ask(run, window, number, by, status)
            new = page.orders.keys() - seen
            seen.update(new)
            if page.orders:
                yield page
            run.progress(len(seen), max(page.total, len(seen)))
            if not new or len(seen) >= page.total:
                break
        run.checkpoint()
        again = self._ask(run, window, 1, by, status)
        seen.update(again.orders)
        yield again

    def _ask(
        self,
        run: RunContext,
        window: Window,
        number: int,
        by: ListedBy,
        status: MarketplaceStatus | None,
    ) -> OrderPage:
        page = self.feed.page(window, number, by=by, status=status)
        if page.raw:
            self.raw_answers.append(run.fence, run.run_id, page.raw)
        for what, times in page.oddities.items():
            run.note(Level.INFO, "the marketplace answered something new", what=what, times=times)
        return page


def _is_of(order: ListedOrder | Problem, window: Window, by: ListedBy) -> bool:
    if isinstance(order, Problem):
        return True
    moment = order.updated_at if by is ListedBy.UPDATED else order.placed_at
    return listed_within(moment, window)
