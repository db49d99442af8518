"""Temu's orders over the network."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from adapters.http.client import MOST_IN_FLIGHT
from adapters.http.concurrency import fan_out
from adapters.http.read_ahead import ReadAhead
from adapters.temu_http.batches import raise_if_nothing_is_known, settle
from adapters.temu_http.canonical import Json
from adapters.temu_http.envelope import Answer
from adapters.temu_http.options import AddressCall
from adapters.temu_http.order_answers import (
    AMOUNTS,
    ORDER_LIST,
    DetailReader,
    by_number_key,
    raw_answer,
    read_list,
)
from adapters.temu_http.order_words import STATUSES
from adapters.temu_http.router import TemuRouter
from adapters.temu_http.verdicts import NoPermissionError, refusal
from shared_kernel.errors import ConnectorError, Problem
from temu_core.details import Needs
from temu_core.order import MarketplaceStatus, OrderNumber
from temu_core.payload import Call
from temu_core.ports.order_feed import ListedBy, OrderDetails, OrderFeed, OrderPage
from temu_core.window import Window

#: Temu refuses more per call.
PAGE_SIZE = 100
NUMBERS_PER_CALL = 20

_STATUS_NUMBERS = {status: number for number, status in STATUSES.items()}


@attrs.frozen(kw_only=True)
class TemuOrderFeed(OrderFeed):
    """
    Lists orders and asks for their addresses and amounts.

    From its second page on, a list's next page is read while the caller works
    on this one.  From the first it is not: a walk ends by asking for that again.
    """

    router: TemuRouter
    at_most: int = MOST_IN_FLIGHT
    address_call: AddressCall = "bg.order.shippinginfo.v2.get"
    _ahead: ReadAhead[Mapping[str, Json], Answer] = attrs.field(
        factory=ReadAhead, init=False, repr=False, eq=False
    )

    def page(
        self,
        window: Window,
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,
        status: MarketplaceStatus | None = None,
    ) -> OrderPage:
        start, end = int(window.start.timestamp()), int(window.end.timestamp())
        params: dict[str, Json] = {"pageNumber": number, "pageSize": PAGE_SIZE}
        if by is ListedBy.UPDATED:
            params |= {"updateAtStart": start, "updateAtEnd": end, "sortby": "updateTime"}
        else:
            params |= {"createAfter": start, "createBefore": end, "sortby": "createTime"}
        if status is not None:
            params["parentOrderStatus"] = _STATUS_NUMBERS[status]
        page = _page([(str(number), self._ahead.take(params, lambda: self._list(params)))])
        if number > 1 and number * PAGE_SIZE < page.total:
            following = params | {"pageNumber": number + 1}
            self._ahead.begin(following, lambda: self._list(following))
        return page

    def by_number(self, numbers: Sequence[OrderNumber]) -> OrderPage:
        chunks = [
            list(numbers[first : first + NUMBERS_PER_CALL])
            for first in range(0, len(numbers), NUMBERS_PER_CALL)
        ]

        def ask(chunk: list[OrderNumber]) -> Answer:
            params: dict[str, Json] = {
                "parentOrderSnList": list(chunk),
                "pageNumber": 1,
                "pageSize": PAGE_SIZE,
            }
            return self._list(params)

        answers = fan_out(ask, chunks, at_most=self.at_most)
        return _page([(by_number_key(n), answer) for n, answer in enumerate(answers, start=1)])

    def details(self, needs: Mapping[OrderNumber, Needs]) -> OrderDetails:
        wanted = [
            (number, call)
            for number, need in needs.items()
            for call, is_needed in ((Call.ADDRESS, need.address), (Call.AMOUNTS, need.amounts))
            if is_needed
        ]
        results = fan_out(self._ask, wanted, at_most=self.at_most)
        raise_if_nothing_is_known(_failure(result) for result in results)
        found = DetailReader(self.address_call)
        for (number, call), result in zip(wanted, results, strict=True):
            if isinstance(result, Answer):
                found.take(call, number, result.envelope)
            else:
                found.fail(call, number, Problem.of(result))
        return OrderDetails(
            orders=MappingProxyType({number: found.of(number) for number in needs}),
            raw=tuple(
                raw_answer(call, number, result)
                for (number, call), result in zip(wanted, results, strict=True)
                if isinstance(result, Answer)
            ),
            oddities=MappingProxyType(found.oddities),
        )

    def _list(self, params: Mapping[str, Json]) -> Answer:
        return self.router.read(ORDER_LIST, params)

    def _ask(self, item: tuple[OrderNumber, Call]) -> Answer | ConnectorError:
        number, call = item
        operation = self.address_call if call is Call.ADDRESS else AMOUNTS
        return settle(lambda: self.router.ask(operation, {"parentOrderSn": number}))


def _page(answers: Sequence[tuple[str, Answer]]) -> OrderPage:
    lists = [read_list(answer.envelope) for _, answer in answers]
    return OrderPage(
        total=sum(read.total for read in lists),
        orders=MappingProxyType({n: order for read in lists for n, order in read.orders.items()}),
        raw=tuple(raw_answer(Call.ORDERS, key, answer) for key, answer in answers),
        oddities=MappingProxyType(sum((Counter(read.oddities) for read in lists), Counter())),
    )


def _failure(result: Answer | ConnectorError) -> object:
    """
    Return *result* as a failure if that is all it is.

    A missing right is left in its answer: it concerns one kind of detail only.
    """
    if isinstance(result, ConnectorError):
        return result
    error = refusal(result.envelope, result.operation)
    return result if error is None or isinstance(error, NoPermissionError) else error
