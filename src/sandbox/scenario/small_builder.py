"""
Short words for writing the orders of the scenario ``small``.
"""

from typing import TypedDict, Unpack

import attrs

from sandbox.scenario.orders import (
    Address,
    LineScript,
    OrderChange,
    OrderScript,
    ShippedParcel,
    TimedChange,
)
from sandbox.scenario.small_catalogue import sku_id
from sandbox.scenario.small_people import neighbour
from sandbox.scenario.small_stories import HOUR_S

MINUTE_S = 60


class Special(TypedDict, total=False):
    """
    What sets an order apart from a plain one.
    """

    address: Address | None
    placed_after_s: int
    status: int
    currency: str
    shipping_gross: int
    payment: str
    shipping_method: int
    fulfillment: str
    region_id: int
    site_id: int
    labels: tuple[str, ...]
    warnings: tuple[str, ...]
    group: str
    amounts_after_s: int
    totals_off: int
    parcel: ShippedParcel
    changes: tuple[TimedChange, ...]


def line(
    seller_sku: str,
    gross: int,
    quantity: int = 1,
    *,
    vat: int = 1900,
    cancelled: int = 0,
    seller_discount: int = 0,
    temu_discount: int = 0,
) -> LineScript:
    """
    Return a line of one seller SKU, *gross* cents in all.
    """
    return LineScript(
        sku_id=sku_id(seller_sku),
        gross=gross,
        quantity=quantity,
        vat=vat,
        cancelled=cancelled,
        seller_discount=seller_discount,
        temu_discount=temu_discount,
    )


def order(suffix: int, *lines: LineScript, **more: Unpack[Special]) -> OrderScript:
    """
    Return a plain order of the last days, but for what *more* says.
    """
    plain = OrderScript(
        number=f"PO-076-{suffix:017d}",
        lines=lines,
        address=neighbour(suffix),
        placed_after_s=-HOUR_S - (suffix - 100) * 20 * MINUTE_S,
    )
    return attrs.evolve(plain, **more)


def after(seconds: int, change: OrderChange) -> tuple[TimedChange, ...]:
    """
    Return one change, *seconds* after the start.
    """
    return (TimedChange(after_s=seconds, change=change),)
