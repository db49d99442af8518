"""Ask for the addresses and amounts that are still missing."""

from collections.abc import Mapping

import attrs

from shared_kernel.errors import CorruptReplyError, Family, Problem, UnavailableError
from shared_kernel.run_context import Level, RunContext
from temu_core.details import Details, Needs
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
    most one page of calls.  When nothing could be read at all the orders wait;
    parcels and orders that miss nothing must not wait with them.
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
        try:
            answer = self.feed.details(needs)
        except (UnavailableError, CorruptReplyError) as error:
            run.note(Level.ERROR, error.text, orders=len(needs))
            return _without_answer(needs, Problem.of(error))
        if answer.raw:
            self.raw_answers.append(run.fence, run.run_id, answer.raw)
        for what, times in answer.oddities.items():
            run.note(Level.INFO, "the marketplace answered something new", what=what, times=times)
        return answer.orders


def _without_answer(
    needs: Mapping[OrderNumber, Needs], problem: Problem
) -> Mapping[OrderNumber, Details]:
    # What is wrong with all orders says nothing against any of them.
    if len(needs) > 1:
        problem = attrs.evolve(problem, family=Family.TRY_LATER)
    return {
        number: Details(
            address=problem if need.address else None, amounts=problem if need.amounts else None
        )
        for number, need in needs.items()
    }
