"""Reads answers about orders, whether they just came or were recorded."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from adapters.temu_http.detail_words import to_address, to_amounts
from adapters.temu_http.envelope import Answer, Envelope
from adapters.temu_http.order_words import to_order, unknown_values
from adapters.temu_http.unreadable import corrupt, problem
from adapters.temu_http.verdicts import refusal
from adapters.temu_http.wire.details import AmountsResult, ShippingInfo
from adapters.temu_http.wire.orders import OrderListResult, PageItem
from adapters.temu_http.wire.strict import WireError, is_number, structure
from adapters.temu_http.wire.unknown_fields import unknown_fields
from shared_kernel.errors import CorruptReplyError, Problem
from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts
from temu_core.details import Details
from temu_core.order import ListedOrder, OrderNumber
from temu_core.payload import Call, RawAnswer

ORDER_LIST = "bg.order.list.v2.get"
AMOUNTS = "bg.order.amount.query"
#: Counted for an order that does not even say its number.
NAMELESS = "an order without a readable number"


@attrs.frozen(kw_only=True)
class ListAnswer:
    """
    One page of the order list, understood as far as possible.
    """

    total: int
    orders: Mapping[OrderNumber, ListedOrder | Problem]
    oddities: Mapping[str, int]


def read_list(envelope: Envelope) -> ListAnswer:
    """
    Return the orders of a page; one that cannot be read is a Problem.

    An order without a readable number has no place in the mapping: it is
    counted, and since it is part of ``total`` the page never seems complete.

    Raises:
        ConnectorError: Temu refused to answer.
        CorruptReplyError: There is no page, or none of its orders has a number.
    """
    if error := refusal(envelope, ORDER_LIST):
        raise error
    try:
        result = structure(envelope.result, OrderListResult)
    except WireError as wrong:
        raise corrupt("the order list", wrong) from wrong
    oddities = unknown_fields(envelope.result, OrderListResult)
    orders: dict[OrderNumber, ListedOrder | Problem] = {}
    items = result.page_items or ()
    for item in items:
        read, strange = _read_item(item)
        oddities += strange
        if read is not None:
            orders[read[0]] = read[1]
    if items and not orders:
        raise CorruptReplyError(
            "no order on a page of Temu's order list says its number",
            code="unreadable",
            field="pageItems.parentOrderMap.parentOrderSn",
        )
    return ListAnswer(
        total=result.total_item_num, orders=MappingProxyType(orders), oddities=oddities
    )


class DetailReader:
    """
    Collects the details of several orders from answers in any order.
    """

    def __init__(self, address_call: str) -> None:
        self._address_call = address_call
        self._addresses: dict[OrderNumber, BuyerAddress | Problem] = {}
        self._amounts: dict[OrderNumber, OrderAmounts | Problem] = {}
        self.oddities: Counter[str] = Counter()

    def take(self, call: Call, number: OrderNumber, envelope: Envelope) -> None:
        """
        Read one answer; a refusal and what cannot be read become a Problem.
        """
        operation = self._address_call if call is Call.ADDRESS else AMOUNTS
        if error := refusal(envelope, operation):
            self.fail(call, number, Problem.of(error))
            return
        try:
            if call is Call.ADDRESS:
                # Temu shows no address of an order that is not open any more.
                self._addresses[number] = to_address(structure(envelope.result or {}, ShippingInfo))
                self.oddities += unknown_fields(envelope.result, ShippingInfo)
            else:
                self._amounts[number] = to_amounts(
                    structure(envelope.result, AmountsResult), number
                )
                self.oddities += unknown_fields(envelope.result, AmountsResult)
        except WireError as wrong:
            self.fail(call, number, problem(f"the {call.value} of order {number}", wrong))

    def fail(self, call: Call, number: OrderNumber, why: Problem) -> None:
        """
        Remember that there was no answer.
        """
        if call is Call.ADDRESS:
            self._addresses[number] = why
        else:
            self._amounts[number] = why

    def of(self, number: OrderNumber) -> Details:
        """
        Return what was found out about an order.
        """
        return Details(address=self._addresses.get(number), amounts=self._amounts.get(number))


def raw_answer(call: Call, key: str, answer: Answer) -> RawAnswer:
    """
    Return *answer* to be kept as it came.
    """
    return RawAnswer(call=call, key=key, received_at=answer.received_at, body=answer.text)


def by_number_key(position: int) -> str:
    """
    Return the key of a list answer that is no page of a walk.
    """
    return f"numbers-{position}"


def is_page_key(key: str) -> bool:
    """
    Return whether a recorded list answer is a page of a walk.
    """
    return key.isdigit()


def _read_item(
    item: object,
) -> tuple[tuple[OrderNumber, ListedOrder | Problem] | None, Counter[str]]:
    try:
        page_item = structure(item, PageItem)
        order = to_order(page_item)
    except WireError as wrong:
        number = _number_of(item)
        if number is None:
            return None, Counter([NAMELESS])
        return (number, problem(f"order {number}", wrong)), Counter()
    strange = unknown_fields(item, PageItem) + unknown_values(page_item)
    if not is_number(order.number):
        return None, Counter([NAMELESS])
    return (order.number, order), strange


def _number_of(item: object) -> OrderNumber | None:
    parent = item.get("parentOrderMap") if isinstance(item, Mapping) else None
    number = parent.get("parentOrderSn") if isinstance(parent, Mapping) else None
    return OrderNumber(number) if isinstance(number, str) and is_number(number) else None
