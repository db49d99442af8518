"""What may be sold of an article, and the sentence that explains it."""

import math
from decimal import Decimal

from temu_core.shop import StockPolicy
from temu_core.stock import Availability, StockLevel, StockTarget


def available(level: StockLevel, reserved: int, policy: StockPolicy) -> Availability | None:
    """
    Return what may be sold: stock minus buffer, never below zero.

    Stock is what the ERP would still sell, capped by what lies in the
    warehouses, rounded down, less the units sold but not yet in the ERP.
    The larger of the ERP's buffer and the merchant's is held back.

    Returns:
        None for an article the ERP does not count, unless the merchant set
        how many units such articles show.
    """
    if reserved < 0:
        raise ValueError(f"{reserved} reserved units would add to the stock")
    buffer = max(level.erp_buffer, policy.buffer_units)
    if level.managed:
        units = _units(level.sellable, level.physical, reserved, buffer)
    elif policy.unmanaged_units is not None:
        units = max(0, policy.unmanaged_units)
    else:
        return None
    return Availability(
        sku=level.sku,
        units=units,
        sellable=level.sellable,
        physical=level.physical,
        reserved=reserved,
        buffer=buffer,
        erp_buffer=level.erp_buffer,
        managed=level.managed,
    )


def explain(target: StockTarget) -> str:
    """
    Return why an offer shows this many units, as one line a merchant can check.
    """
    of = target.availability
    share = str(target.units)
    if target.units != of.units:
        share = f"{target.units} of {of.units}"
    if not is_counted(of):
        return f"{share} = as set for articles the ERP does not count, {target.sharing}"
    stock = f"{plain(of.sellable)} sellable"
    if of.physical is not None:
        stock = f"min({stock}, {plain(of.physical)} in the warehouses)"
    if _stock(of.sellable, of.physical) % 1:
        stock += " rounded down"
    return (
        f"{share} = max(0, {stock} − {of.reserved} reserved − {of.buffer} buffer), {target.sharing}"
    )


def is_counted(of: Availability) -> bool:
    """
    Tell whether the ERP keeps a count of the article; else the number is the merchant's.
    """
    return of.units == _units(of.sellable, of.physical, of.reserved, of.buffer)


def plain(number: Decimal) -> str:
    """
    Return *number* as a person writes it.
    """
    # The ERP keeps 13 decimal places; nobody wants to read twelve zeros.
    return f"{number.normalize():f}"


def _units(sellable: Decimal, physical: Decimal | None, reserved: int, buffer: int) -> int:
    return max(0, math.floor(_stock(sellable, physical)) - reserved - buffer)


def _stock(sellable: Decimal, physical: Decimal | None) -> Decimal:
    return sellable if physical is None else min(sellable, physical)
