"""
The stories of the small shop, in memory.

They are those of the sandbox's scenario of that name, as far as what an order
goes through differs: prices, rates and countries are decided by pure rules,
which no failing call can touch.

====== ============================================== ==================================
suffix story                                          ends
====== ============================================== ==================================
101    one line, two units                            done
102    two lines                                      done
113    pending, open after an hour                    done
114    pending, then cancelled                        cancelled
115    cancelled before it was ever read              cancelled
116    cancelled after 3 hours, when the ERP has it   cancelled after export; alert
118    one of two lines cancelled after 3 h           held (parcel) or done; alert
119    no address                                     held
120    address change pending, new one after 2 h      done
121    two parcels, one line in both                  done, one call
122    second parcel later                            done after the second parcel
123    one parcel with 124                            done, one call for both
124    one parcel with 123                            done, one call for both
126    label printed, parcel leaves later             done
127    sent by an unknown carrier                     held, then mapped
128    buyer wants to cancel, decided later           waits, then done
129    shipped elsewhere before we saw it             closed elsewhere
130    refused by the ERP without a word              held (not taken by the ERP)
131    cancelled in the ERP                           cancelled in the ERP; alert
132    amounts ready after 20 minutes                 done
133    SKU without an article                         held, then mapped
135    cash on delivery                               held
142    booked only after three hours                  held after 2 h or done
147    no number of the seller's, only the SKU id     done
149    placed 2 hours after the start                 done
====== ============================================== ==================================
"""

from datetime import timedelta
from typing import Any

import attrs

from shared_kernel.sku import Sku
from simulation.day import Day
from simulation.goods import WHOLE_ADDRESS, money_of, paid
from simulation.script import Script, draw
from simulation.warehouse import UNKNOWN_METHOD
from temu_core.address import BuyerAddress
from temu_core.confirmation import KnownShipment
from temu_core.document import DeliveryWay
from temu_core.offer import GoodsId, Offer, SkuId
from temu_core.order import (
    LineNumber,
    ListedLine,
    ListedOrder,
    MarketplaceStatus,
    OrderLabel,
    OrderNumber,
    Payment,
    ShippingMethod,
)
from temu_core.package import CarrierId
from temu_core.shop import OrderPolicy

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_S = MarketplaceStatus
_OFFERS = {11: "LAMP", 12: "MUG", 13: "RUG", 14: "SHELF", 15: ""}
_NEVER_PACKED = (116, 118, 131)


def small_script() -> Script:
    """
    Return a day without steps, events and faults: what happens is said here.
    """
    nothing: dict[int, Any] = {}
    script = attrs.evolve(draw(0), first_orders=(), steps=(), page_size=10)
    policies = attrs.evolve(
        script.policies,
        orders=OrderPolicy(delivery=DeliveryWay.INBOX),
        first_plan_needs_approval=False,
    )
    return attrs.evolve(script, policies=policies).with_faults(nothing).with_events(nothing)


def number_of(suffix: int) -> OrderNumber:
    """
    Return the number of a story's order.
    """
    return OrderNumber(f"PO-076-{suffix:05d}")


def open_small(day: Day) -> None:
    """
    Fill a day's world with the stories; what comes later is set for its moment.
    """
    world = day.world
    for article, units in (("LAMP", 40), ("MUG", 60), ("RUG", 12)):
        world.erp.article(article, units)
    for sku_id, seller_sku in _OFFERS.items():
        world.marketplace.offer(
            Offer(
                goods_id=GoodsId(600 + sku_id // 3),
                sku_id=SkuId(sku_id),
                seller_sku=seller_sku or "MUG",
                name=f"Offer {sku_id}",
                stock=sku_id - 9,
            )
        )
    world.refuses = {number_of(130)}
    world.slow = {number_of(142): world.clock.now() + 5 * _HOUR}
    day.buyers.placed = 100
    _place_all(day)
    _change_all(day)
    world.clock.pass_(90 * _MINUTE)


def pack(day: Day) -> None:
    """
    Send off what has been booked, each order as its story says.
    """
    house = day.warehouse
    for order in day.world.open_orders():
        units, suffix = day.world.unpacked(order), int(order.external[-5:])
        if not units or suffix in _NEVER_PACKED:
            continue
        if suffix == 121:
            house.put(order.external, {Sku("LAMP"): 1}, "JJD-121-1")
            house.put(order.external, {Sku("LAMP"): 2, Sku("MUG"): 1}, "JJD-121-2")
        elif suffix == 122:
            house.put(order.external, {Sku("MUG"): 1}, "JJD-122-1")
        elif suffix in (123, 124):
            house.put(order.external, units, "JJD-SHARED")
        elif suffix == 127:
            house.put(order.external, units, "JJD-127", UNKNOWN_METHOD)
        else:
            house.put(order.external, units, f"JJD-{suffix}", left=suffix != 126)
    day.world.erp.cancel(number_of(131))


def _place_all(day: Day) -> None:
    odd = attrs.evolve(WHOLE_ADDRESS, post_code="")
    no_address = BuyerAddress()
    _place(day, 101, (11, 2))
    _place(day, 102, (11, 1), (12, 2))
    _place(day, 113, (12, 1), status=_S.PENDING)
    _place(day, 114, (12, 1), status=_S.PENDING)
    _place(day, 115, (12, 1))
    _place(day, 116, (11, 1))
    _place(day, 118, (11, 1), (12, 1))
    _place(day, 119, (12, 1), address=no_address)
    _place(day, 120, (12, 1), labels={OrderLabel.PENDING_ADDRESS_CHANGE})
    _place(day, 121, (11, 3), (12, 1))
    _place(day, 122, (12, 2))
    _place(day, 123, (12, 1))
    _place(day, 124, (11, 1))
    _place(day, 126, (12, 1))
    _place(day, 127, (13, 1), address=attrs.evolve(odd, post_code="54321"))
    _place(day, 128, (12, 1), labels={OrderLabel.PENDING_CANCELLATION})
    _place(day, 129, (12, 1))
    _place(day, 130, (12, 1))
    _place(day, 131, (13, 1))
    _place(day, 132, (12, 1), money=False)
    _place(day, 133, (14, 1))
    _place(day, 135, (12, 1), payment=Payment.CASH_ON_DELIVERY)
    _place(day, 142, (12, 1))
    _place(day, 147, (15, 1))
    day.world.marketplace.cancel(number_of(115))
    shipped = day.world.marketplace.orders[number_of(129)].listed.lines[0]
    day.world.marketplace.ship(
        [
            KnownShipment(
                order=number_of(129),
                line=shipped.number,
                carrier=CarrierId(1),
                tracking_number="HAND-129",
                units=1,
            )
        ]
    )


def _change_all(day: Day) -> None:
    world, market = day.world, day.world.marketplace
    dawn = world.clock.now() + 90 * _MINUTE

    def later(after: timedelta, suffix: int, **changes: Any) -> None:
        def change() -> None:
            listed = market.orders[number_of(suffix)].listed
            changed = attrs.evolve(listed, updated_at=world.clock.now(), **changes)
            market.show(paid(changed) if listed.status is _S.PENDING else changed)

        world.clock.at(dawn + after, change)

    later(_HOUR, 113)
    later(2 * _HOUR, 120, labels=frozenset(), address_changed=True)
    later(5 * _HOUR, 128, labels=frozenset())
    world.clock.at(dawn + _HOUR / 2, lambda: _cancel(day, 114))
    world.clock.at(dawn + 3 * _HOUR, lambda: _cancel(day, 116))
    world.clock.at(dawn + 3 * _HOUR, lambda: _cancel_second_line(day))
    world.clock.at(dawn + 20 * _MINUTE, lambda: _compute(day))
    world.clock.at(dawn + 2 * _HOUR, lambda: _place(day, 149, (11, 3)))


def _compute(day: Day) -> None:
    listed = day.world.marketplace.orders[number_of(132)].listed
    day.world.marketplace.show(listed, amounts=money_of(listed))


def _cancel(day: Day, suffix: int) -> None:
    order = day.world.marketplace.orders[number_of(suffix)]
    # What has left can no longer be cancelled.
    if order.listed.status in (_S.PENDING, _S.UNSHIPPED):
        day.world.marketplace.cancel(number_of(suffix))


def _cancel_second_line(day: Day) -> None:
    listed = day.world.marketplace.orders[number_of(118)].listed
    if listed.status is not _S.UNSHIPPED:
        return
    first, second = listed.lines
    gone = attrs.evolve(second, quantity=0, cancelled=second.ordered, status=_S.CANCELLED)
    now = day.world.clock.now()
    day.world.marketplace.show(attrs.evolve(listed, lines=(first, gone), updated_at=now))


def _place(
    day: Day,
    suffix: int,
    *lines: tuple[int, int],
    status: MarketplaceStatus = _S.UNSHIPPED,
    labels: set[OrderLabel] | None = None,
    payment: Payment = Payment.PREPAID,
    address: BuyerAddress = WHOLE_ADDRESS,
    money: bool = True,
) -> None:
    now, number = day.world.clock.now(), number_of(suffix)
    listed = ListedOrder(
        number=number,
        status=status,
        placed_at=now,
        updated_at=now,
        ship_by=now + 36 * _HOUR,
        region_id=day.world.marketplace.account.region_id,
        payment=payment,
        shipping_method=ShippingMethod.STANDARD,
        labels=frozenset(labels or ()),
        lines=tuple(
            ListedLine(
                number=LineNumber(f"{number}-{place}"),
                status=status,
                quantity=units,
                ordered=units,
                cancelled=0,
                goods_id=600 + sku_id // 3,
                sku_id=sku_id,
                seller_sku=_OFFERS[sku_id],
                name=f"Offer {sku_id}",
            )
            for place, (sku_id, units) in enumerate(lines, 1)
        ),
    )
    amounts = money_of(listed) if money else None
    day.world.marketplace.sell(listed, address=address, amounts=amounts)
