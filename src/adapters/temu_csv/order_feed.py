"""Temu's orders from an exported file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import attrs

from adapters.temu_csv.order_words import FiledOrder, to_order
from adapters.temu_csv.rows import OrderFile, Row
from adapters.temu_csv.unusable import CellError, problem
from shared_kernel.clock import Clock
from shared_kernel.errors import Problem
from temu_core.details import Details, Needs
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.payload import Call, RawAnswer
from temu_core.ports.order_feed import ListedBy, OrderDetails, OrderFeed, OrderPage
from temu_core.shop import OrderPolicy
from temu_core.window import Window

_PAGE = 100
_NOTHING: Mapping[str, int] = MappingProxyType({})


@attrs.define(kw_only=True)
class CsvOrderFeed(OrderFeed):
    """
    Answers the orders of one file, a hundred at a time; the network is not asked.

    Pages are asked for in order, as a walk does, with the first one again at the
    end; only that one and the latest are in memory.  An order with a cell that
    cannot be read is a Problem that names row and column.  Window, time and
    status were chosen when the file was exported.
    """

    path: Path
    policy: OrderPolicy
    clock: Clock
    _file: OrderFile | None = attrs.field(default=None, init=False)
    _orders: Iterator[tuple[str, list[Row]]] = attrs.field(factory=lambda: iter(()), init=False)
    _given: int = attrs.field(default=0, init=False)
    _first: Mapping[OrderNumber, ListedOrder | Problem] | None = attrs.field(
        default=None, init=False
    )
    _latest: dict[OrderNumber, FiledOrder] = attrs.field(factory=dict, init=False)

    def page(
        self,
        window: Window,  # noqa: ARG002 - the file has its own
        number: int,
        *,
        by: ListedBy = ListedBy.UPDATED,  # noqa: ARG002 - likewise
        status: MarketplaceStatus | None = None,  # noqa: ARG002 - likewise
    ) -> OrderPage:
        """
        Return the next hundred orders, or the first ones again.

        Raises:
            RejectedError: The file's form is wrong; nothing of it was answered.
            ValueError: A page out of order.
        """
        file = self._surveyed()
        if number == 1 and self._first is not None:
            return _page(file, self._first)
        if number != self._given + 1:
            raise ValueError(f"page {number} was asked for after page {self._given}")
        self._given = number
        orders: dict[OrderNumber, ListedOrder | Problem] = {}
        raw: list[RawAnswer] = []
        self._latest.clear()
        for text, rows in islice(self._orders, _PAGE):
            order = OrderNumber(text)
            orders[order] = self._read(order, rows)
            raw.append(self._raw(order, rows))
        if self._first is None:
            self._first = orders
        oddities = {f"column {n!r}": times for n, times in file.header.unknown.items()}
        return _page(file, orders, tuple(raw), oddities if number == 1 else _NOTHING)

    def by_number(self, numbers: Sequence[OrderNumber]) -> OrderPage:
        """
        Return nothing: a file says nothing about how an order stands now.
        """
        return OrderPage(total=len(numbers), orders={}, raw=(), oddities=_NOTHING)

    def details(self, needs: Mapping[OrderNumber, Needs]) -> OrderDetails:
        """
        Return addresses and amounts of orders on the latest page.
        """
        return OrderDetails(
            orders=MappingProxyType(
                {
                    number: Details(
                        address=filed.address if need.address else None,
                        amounts=filed.amounts if need.amounts else None,
                    )
                    for number, need in needs.items()
                    if (filed := self._latest.get(number)) is not None
                }
            ),
            raw=(),
            oddities=_NOTHING,
        )

    def _surveyed(self) -> OrderFile:
        if self._file is None:
            self._file = OrderFile.survey(self.path)
            self._orders = self._file.orders()
        return self._file

    def _read(self, number: OrderNumber, rows: Sequence[Row]) -> ListedOrder | Problem:
        try:
            filed = to_order(rows, self.policy)
        except CellError as error:
            return problem(error)
        self._latest[number] = filed
        return filed.listed

    def _raw(self, number: OrderNumber, rows: Sequence[Row]) -> RawAnswer:
        body = [
            {"row": row.number, **dict(zip(row.header.names, row.cells, strict=True))}
            for row in rows
        ]
        return RawAnswer(
            call=Call.FILE_ROWS,
            key=str(number),
            received_at=self.clock.now(),
            body=json.dumps({"rows": body}, ensure_ascii=False),
        )


def _page(
    file: OrderFile,
    orders: Mapping[OrderNumber, ListedOrder | Problem],
    raw: tuple[RawAnswer, ...] = (),
    oddities: Mapping[str, int] = _NOTHING,
) -> OrderPage:
    return OrderPage(
        total=len(file.rows_of),
        orders=MappingProxyType(dict(orders)),
        raw=raw,
        oddities=MappingProxyType(dict(oddities)),
        of_window=False,
    )
