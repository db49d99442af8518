"""How every order of the scenario ``small`` ends; the table in its module docstring, by hand."""

from collections.abc import Mapping
from datetime import timedelta

import attrs
from tests.integration.workflows.harness import HOUR, MINUTE, Play

from temu_core.alert import AlertKind
from temu_core.ledger import ClosedWhy, HoldReason, LedgerState
from temu_core.use_cases.sync_inventory import InventorySyncMode

FULL, QUICK = InventorySyncMode.FULL, InventorySyncMode.QUICK

#: (time that passes, which inventory sync runs before the order sync)
DAY: tuple[tuple[timedelta, InventorySyncMode | None], ...] = (
    (timedelta(0), FULL),
    (30 * MINUTE, None),
    (3 * HOUR, QUICK),
    (4 * HOUR, None),
    (8 * HOUR, None),
    (15 * HOUR, FULL),
    (30 * MINUTE, QUICK),
)


@attrs.frozen(kw_only=True)
class Ending:
    """
    What must be true of one order in our books, in the ERP and on the marketplace.
    """

    state: LedgerState
    hold: HoldReason | None = None
    closed: ClosedWhy | None = None
    alert: AlertKind | None = None
    #: Parcels the marketplace was told of; None where the carrier invents the number.
    told: tuple[str, ...] | None = ()
    in_erp: bool = False


def done(*numbers: str) -> Ending:
    """
    Return: in the ERP once, confirmed with these parcels (or the one of an invented number).
    """
    return Ending(state=LedgerState.CONFIRMED, told=numbers or None, in_erp=True)


def held(reason: HoldReason, *, in_erp: bool = False) -> Ending:
    """
    Return: stopped for this reason, nothing confirmed.
    """
    return Ending(state=LedgerState.HELD, hold=reason, in_erp=in_erp)


def unshipped(alert: AlertKind | None = None) -> Ending:
    """
    Return: in the ERP, nothing confirmed.
    """
    return Ending(state=LedgerState.IN_ERP, alert=alert, in_erp=True)


def never(state: LedgerState, closed: ClosedWhy | None = None) -> Ending:
    """
    Return: never in the ERP.
    """
    return Ending(state=state, closed=closed)


def stopped(state: LedgerState, alert: AlertKind) -> Ending:
    """
    Return: in the ERP, then cancelled on one side, and somebody is told.
    """
    return Ending(state=state, alert=alert, in_erp=True)


_SHARED = "00340434000000000999"

ENDINGS: Mapping[int, Ending] = {
    **{
        suffix: done()
        for suffix in (*range(101, 111), 113, 117, 120, 132, 137, 142, 147, 148, 149, 150, 152)
    },
    111: held(HoldReason.CURRENCY_NOT_ALLOWED),
    112: held(HoldReason.CURRENCY_NOT_ALLOWED),
    114: never(LedgerState.CANCELLED),
    115: never(LedgerState.CANCELLED),
    116: stopped(LedgerState.CANCELLED_AFTER_EXPORT, AlertKind.CANCELLED_AFTER_EXPORT),
    118: unshipped(AlertKind.CHANGED_AFTER_EXPORT),
    119: held(HoldReason.ADDRESS_INCOMPLETE),
    121: done("00340434000000001211", "01234567890121"),
    122: done("12345678122", "12345679122"),
    123: done(_SHARED),
    124: done(_SHARED),
    125: unshipped(),
    126: unshipped(),
    127: held(HoldReason.CARRIER_UNKNOWN, in_erp=True),
    128: never(LedgerState.CANCELLED),
    129: never(LedgerState.CLOSED_ELSEWHERE, ClosedWhy.ALREADY_SHIPPED),
    130: held(HoldReason.NOT_TAKEN_BY_ERP),
    131: stopped(LedgerState.CANCELLED_IN_ERP, AlertKind.CANCELLED_IN_ERP),
    133: held(HoldReason.SKU_UNKNOWN),
    134: held(HoldReason.TOTALS_MISMATCH),
    135: held(HoldReason.CASH_ON_DELIVERY),
    136: never(LedgerState.CLOSED_ELSEWHERE, ClosedWhy.SHIPPED_BY_MARKETPLACE),
    138: done("1ZTEST000000000138"),
    139: done("H0000000000000000139"),
    140: done("RR000000140DE"),
    141: unshipped(),
    143: unshipped(AlertKind.CHANGED_AFTER_EXPORT),
    144: held(HoldReason.COUNTRY_UNKNOWN),
    145: held(HoldReason.PICK_UP),
    146: held(HoldReason.SEVERAL_PRODUCTS),
    151: held(HoldReason.OWN_SHIPPING_RESTRICTED),
}


def play_the_day(play: Play) -> None:
    """
    Play 31 hours, each run a success.
    """
    for passes, inventory in DAY:
        play.advance(passes)
        if inventory is not None:
            ran = play.sync_inventory(inventory)
            assert ran.error == ""
        ran = play.sync_orders()
        assert ran.error == ""
