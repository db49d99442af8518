"""The import rule with everything a test does not care about filled in."""

from datetime import timedelta

from tests.builders.orders import UPDATED, amounts_for, an_address, an_order

from shared_kernel.errors import Problem
from temu_core.details import Details
from temu_core.ledger import Hold, LedgerState
from temu_core.order import ListedOrder
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.import_order import import_order, import_unreadable
from temu_core.shop import OrderPolicy

POLICY = OrderPolicy()
NOTHING = LedgerUpdate()
LATER = UPDATED + timedelta(minutes=5)


def answers(listed: ListedOrder) -> Details:
    """
    Return good answers about an order.
    """
    return Details(address=an_address(), amounts=amounts_for(listed))


def shown(
    listed: ListedOrder | None = None,
    known: OrderRecord | None = None,
    *,
    details: Details | None = None,
    policy: OrderPolicy = POLICY,
) -> LedgerUpdate:
    """
    Import an order that the marketplace shows, with good answers unless others are given.
    """
    listed = listed or an_order()
    return import_order(
        listed,
        answers(listed) if details is None else details,
        known,
        policy=policy,
        offer_skus={},
        sku_map={},
        by="run:1",
        at=LATER,
    )


def unreadable(problem: Problem, known: OrderRecord | None = None) -> LedgerUpdate:
    """
    Import an order whose entry in the list nobody could read.
    """
    number = known.number if known else an_order().number
    return import_unreadable(number, problem, known, policy=POLICY, by="run:1", at=LATER)


def record_of(update: LedgerUpdate) -> OrderRecord:
    """
    Return the one changed order.
    """
    (change,) = update.changes
    return change.record


def state_of(update: LedgerUpdate) -> LedgerState:
    """
    Return where the one changed order stands now.
    """
    return record_of(update).state


def hold_of(update: LedgerUpdate) -> Hold:
    """
    Return why the one changed order is held.
    """
    hold = record_of(update).hold
    assert hold is not None
    return hold
