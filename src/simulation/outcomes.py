"""What the connector hears when a call goes wrong."""

from collections.abc import Mapping
from typing import Any

import attrs

from shared_kernel.errors import (
    ConnectorError,
    CorruptReplyError,
    Family,
    OutcomeUnknownError,
    Problem,
    RejectedError,
    UnavailableError,
)
from simulation.faults import Call, Fault
from temu_core.erp_shape import ErpShape
from temu_core.stock_mark import StockMark

_F = Fault
#: Nothing was done, and that is certain.
_NOT_DONE = frozenset({_F.RATE_LIMIT, _F.DEADLOCK})
#: Reads that answer per item instead of raising.
_PER_ITEM = frozenset({"units", "shipments"})


class ProcessDiedError(BaseException):
    """
    The process is gone; nothing in it has a chance to tidy up.
    """


def reaches_the_far_side(fault: Fault, number: int) -> bool:
    """
    Tell whether a write that fails like this is done all the same.
    """
    if fault in (_F.LOST_ANSWER, _F.HTML):
        return True
    return fault in (_F.SERVER_ERROR, _F.LOST_CONNECTION) and number % 2 == 0


def write_answer(call: Call, fault: Fault, args: Mapping[str, Any]) -> Any:
    """
    Return what an outside write answers per item, or raise what concerns all of them.
    """
    if fault is _F.TOKEN_EXPIRED:
        raise RejectedError("the access token expired", field="temu.access_token")
    family = Family.TRY_LATER if fault in _NOT_DONE else Family.OUTCOME_UNKNOWN
    if call.method == "deliver":
        if family is Family.TRY_LATER:
            raise UnavailableError(fault.value)
        raise OutcomeUnknownError(fault.value)
    return dict.fromkeys(items_of(call, args), Problem(family=family, text=fault.value))


def items_of(call: Call, args: Mapping[str, Any]) -> list[Any]:
    """
    Return the keys by which *call* answers.
    """
    if call.method == "deliver":
        return [order.number for order in args["batch"].orders]
    if call.method == "confirm":
        return [confirmation.id for confirmation in args["confirmations"]]
    if call.method == "set_units":
        return [update.sku_id for one in args["calls"] for update in one.updates]
    return list(args["offers"] if call.method == "units" else args["lines"])


def read_answer(call: Call, fault: Fault, args: Mapping[str, Any]) -> Any:
    """
    Return what a read answers per item when it fails, or raise what concerns all of it.
    """
    if call.method in _PER_ITEM and fault is not _F.TOKEN_EXPIRED:
        problem = Problem(family=Family.TRY_LATER, text=fault.value)
        return dict.fromkeys(items_of(call, args), problem)
    raise read_error(fault)


def read_error(fault: Fault) -> ConnectorError:
    """
    Return the error of a read that got no answer.
    """
    if fault is _F.TOKEN_EXPIRED:
        return RejectedError("the access token expired", field="temu.access_token")
    if fault is _F.HTML:
        return CorruptReplyError("the answer is no JSON")
    wait = 20.0 if fault is _F.RATE_LIMIT else None
    return UnavailableError(fault.value, retry_after_s=wait)


def partly(answer: Mapping[Any, Any], number: int) -> Mapping[Any, Any]:
    """
    Return an answer to a write that forgot some of its items.
    """
    keys = list(answer)
    forgotten = keys[number % len(keys)] if keys else None
    return {key: said for key, said in answer.items() if key != forgotten}


def emptied(answer: Any) -> Any:
    """
    Return an answer of the same kind in which nothing is found.
    """
    if isinstance(answer, ErpShape):
        return attrs.evolve(answer, found=frozenset())
    if isinstance(answer, StockMark):
        empty = {attrs.evolve(table, rows=0, newest=0) for table in answer.tables}
        return attrs.evolve(answer, tables=frozenset(empty))
    return type(answer)()


def shortened(page: Any, number: int) -> Any:
    """
    Return a page without one of its entries; what it says of the total stays.
    """
    entries = page.orders if hasattr(page, "orders") else page.offers
    keys = list(entries)
    if not keys:
        return page
    left = {key: entries[key] for key in keys if key != keys[number % len(keys)]}
    return attrs.evolve(page, **{_field(page): left})


def reordered(page: Any) -> Any:
    """
    Return a page whose entries come in another order.
    """
    entries = page.orders if hasattr(page, "orders") else page.offers
    return attrs.evolve(page, **{_field(page): dict(reversed(entries.items()))})


def _field(page: Any) -> str:
    return "orders" if hasattr(page, "orders") else "offers"
