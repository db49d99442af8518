"""Ask for the addresses and amounts that are still missing."""

from collections.abc import Mapping

import attrs

from shared_kernel.errors import Problem
from shared_kernel.run_context import Level, RunContext
from temu_core.details import Details
from temu_core.order import ListedOrder, OrderNumber, ShopId
from temu_core.ports.order_book import OrderBook
from temu_core.ports.order_feed import OrderFeed
from temu_core.ports.raw_answers import RawAnswers
from temu_core.rules.import_order import details_needed
from temu_core.shop import OrderPolicy


@attrs.frozen(kw_only=True)
class FetchDetails:
    """
    Fetch what the listed orders still need, all at once, raw answers kept.

    Orders that are complete are not asked about again, so a crash repeats at
    most one page of calls.
    """

    feed: OrderFeed
    raw_answers: RawAnswers
    order_book: OrderBook
    policy: OrderPolicy

    def __call__(
        self, run: RunContext, listed: Mapping[OrderNumber, ListedOrder | Problem]
    ) -> Mapping[OrderNumber, Details]:
        """
        Return the details that were asked; orders that need none are missing.
        """
        known = self.order_book.read(ShopId(run.fence.shop), listed.keys())
        needs = {
            number: need
            for number, order in listed.items()
            if isinstance(order, ListedOrder)
            and (need := details_needed(order, known.get(number), self.policy))
        }
        if not needs:
            return {}
        run.checkpoint()
        answer = self.feed.details(needs)
        if answer.raw:
            self.raw_answers.append(run.fence, run.run_id, answer.raw)
        for what, times in answer.oddities.items():
            run.note(Level.INFO, "the marketplace answered something new", what=what, times=times)
        return answer.orders
