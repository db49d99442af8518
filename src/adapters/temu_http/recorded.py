"""The orders of an earlier run, from the answers that were kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import attrs

from adapters.temu_http.envelope import Envelope
from adapters.temu_http.order_answers import DetailReader, ListAnswer, is_page_key, read_list
from shared_kernel.errors import Family, Problem
from temu_core.details import Needs
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber, ShopId
from temu_core.payload import Call, RawAnswer
from temu_core.ports.order_feed import ListedBy, OrderDetails, OrderFeed, OrderPage
from temu_core.ports.raw_answers import RawAnswers
from temu_core.window import Window


@attrs.frozen(kw_only=True)
class RecordedOrderFeed(OrderFeed):
    """
    Answers what the recorded run was answered; the network is not asked.

    Page *n* is the run's n-th answer to the order list, whatever walk it
    belonged to, and every page's total is the number of different orders in
    all of them.  Window, order and status were chosen when it was recorded.
    """

    answers: RawAnswers
    shop: ShopId
    run_id: str
    address_call: str = "bg.order.shippinginfo.v2.get"

    def page(
        self,
        window: Window,  # noqa: ARG002 - the recording has its own
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,  # noqa: ARG002 - likewise
        status: MarketplaceStatus | None = None,  # noqa: ARG002 - likewise
    ) -> OrderPage:
        pages = [(raw, read) for raw, read in self._lists if is_page_key(raw.key)]
        total = len({order for _, read in pages for order in read.orders})
        if not 1 <= number <= len(pages):
            return _page(total, {}, (), {})
        raw, read = pages[number - 1]
        return _page(total, read.orders, (raw,), read.oddities)

    def by_number(self, numbers: Sequence[OrderNumber]) -> OrderPage:
        latest: dict[OrderNumber, tuple[ListedOrder | Problem, RawAnswer]] = {}
        for raw, read in self._lists:
            latest |= {number: (order, raw) for number, order in read.orders.items()}
        found = {number: latest[number][0] for number in numbers if number in latest}
        sources = {id(latest[number][1]): latest[number][1] for number in found}
        return _page(len(found), found, tuple(sources.values()), {})

    def details(self, needs: Mapping[OrderNumber, Needs]) -> OrderDetails:
        found = DetailReader(self.address_call)
        used: list[RawAnswer] = []
        for call in (Call.ADDRESS, Call.AMOUNTS):
            wanted = {
                number
                for number, need in needs.items()
                if (need.address if call is Call.ADDRESS else need.amounts)
            }
            for number in wanted:
                found.fail(call, number, _not_recorded(self.run_id))
            for raw in self.answers.of_run(self.shop, self.run_id, call):
                if (number := OrderNumber(raw.key)) in wanted:
                    found.take(call, number, Envelope.of(raw.body))
                    used.append(raw)
        return OrderDetails(
            orders=MappingProxyType({number: found.of(number) for number in needs}),
            raw=tuple(used),
            oddities=MappingProxyType(found.oddities),
        )

    # A recorded run does not change any more, so its pages are read once.
    @cached_property
    def _lists(self) -> Sequence[tuple[RawAnswer, ListAnswer]]:
        return [
            (raw, read_list(Envelope.of(raw.body)))
            for raw in self.answers.of_run(self.shop, self.run_id, Call.ORDERS)
        ]


def _page(
    total: int,
    orders: Mapping[OrderNumber, ListedOrder | Problem],
    raw: tuple[RawAnswer, ...],
    oddities: Mapping[str, int],
) -> OrderPage:
    return OrderPage(
        total=total,
        orders=MappingProxyType(dict(orders)),
        raw=raw,
        oddities=MappingProxyType(Counter(oddities)),
        of_window=False,
    )


def _not_recorded(run_id: str) -> Problem:
    return Problem(
        family=Family.TRY_LATER,
        text=f"run {run_id} kept no answer about this; ask the marketplace",
        code="not_recorded",
    )
