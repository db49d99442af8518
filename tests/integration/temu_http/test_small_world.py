"""A whole small shop: what is listed, written and read back is what the sandbox holds."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest
from tests.integration.temu_http.worlds import connect

from adapters.temu_http.connect import TemuConnection
from sandbox.serve import Urls
from sandbox.world import World
from shared_kernel.errors import Family, Problem
from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts
from temu_core.confirmation import ConfirmedParcel, ConfirmedUnits, SendType, ShipmentConfirmation
from temu_core.details import Needs
from temu_core.offer import Offer
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.package import CarrierId
from temu_core.ports.marketplace_stock import StockCall
from temu_core.ports.offer_feed import OfferList
from temu_core.ports.shipment_desk import ConfirmationAccepted
from temu_core.stock import StockUpdate
from temu_core.window import Window

DHL, TRACKING = CarrierId(141252268), "00340434000000000017"
CONFIRM = "bg.logistics.shipment.v2.confirm"
EDIT = "bg.local.goods.stock.edit"


def _orders(small: World, temu: TemuConnection) -> Mapping[OrderNumber, ListedOrder]:
    now = small.clock.now()
    page = temu.orders.page(Window(start=now - timedelta(days=30), end=now), 1)
    assert len(page.orders) == page.total
    orders = {n: order for n, order in page.orders.items() if isinstance(order, ListedOrder)}
    assert len(orders) == page.total
    assert not page.oddities
    return orders


def _books(small: World) -> dict[str, Any]:
    books = small.books()["temu"]
    assert isinstance(books, dict)
    return books


def _confirmation(temu: TemuConnection, order: ListedOrder) -> ShipmentConfirmation:
    units = tuple(
        ConfirmedUnits(order=order.number, line=line.number, units=line.quantity)
        for line in order.lines
    )
    warehouse = temu.shipments.warehouses()[0].id
    parcel = ConfirmedParcel(
        carrier=DHL, tracking_number=TRACKING, warehouse=warehouse, items=units
    )
    return ShipmentConfirmation(
        id="one",
        send_type=SendType.ONE_PARCEL,
        parcels=(parcel,),
        packages=MappingProxyType({}),
    )


def _open_order(small: World, temu: TemuConnection) -> ListedOrder:
    orders = _orders(small, temu)
    return orders[OrderNumber(f"PO-076-{101:017d}")]


def _first_offer(temu: TemuConnection) -> Offer:
    offers = temu.offers.page(OfferList.ACTIVE, 1).offers
    return next(offer for offer in offers.values() if isinstance(offer, Offer))


def _stock_call(offer: Offer, units: int) -> StockCall:
    update = StockUpdate(
        goods_id=offer.goods_id, sku_id=offer.sku_id, units=units, before=offer.stock
    )
    return StockCall(intent_id="intent-1", goods_id=offer.goods_id, updates=(update,))


def test_every_order_of_the_shop_is_listed_and_shown(small: World, temu: TemuConnection) -> None:
    orders = _orders(small, temu)

    books = _books(small)
    assert sorted(orders) == books["orders_shown"]
    assert set(orders) == set(books["orders"]["status"])


def test_details_of_open_orders_are_complete(small: World, temu: TemuConnection) -> None:
    wanted = {
        number: Needs(address=True, amounts=True)
        for number, order in _orders(small, temu).items()
        if order.status is MarketplaceStatus.UNSHIPPED
    }

    details = temu.orders.details(wanted)

    assert not details.oddities
    assert len(details.raw) == 2 * len(wanted)
    assert all(isinstance(d.address, BuyerAddress) for d in details.orders.values())
    late = [n for n, d in details.orders.items() if not isinstance(d.amounts, OrderAmounts)]
    assert late == [f"PO-076-{132:017d}"]


def test_amounts_that_come_later_are_for_later(small: World, temu: TemuConnection) -> None:
    number = OrderNumber(f"PO-076-{132:017d}")

    amounts = temu.orders.details({number: Needs(amounts=True)}).orders[number].amounts

    assert isinstance(amounts, Problem)
    assert amounts.family is Family.TRY_LATER


@pytest.mark.parametrize(
    ("damage", "path"),
    [
        ({"drop": "parentOrderMap.parentOrderTime"}, "parentOrderMap.parentOrderTime"),
        ({"type": "parentOrderMap.updateTime"}, "parentOrderMap.updateTime"),
    ],
)
def test_one_malformed_order_is_set_apart(
    small: World, temu: TemuConnection, damage: dict[str, str], path: str
) -> None:
    bad = OrderNumber(f"PO-076-{101:017d}")
    small.switches.update(malformed={bad: damage})
    now = small.clock.now()

    page = temu.orders.page(Window(start=now - timedelta(days=30), end=now), 1)

    problem = page.orders[bad]
    assert isinstance(problem, Problem)
    assert problem.field == path
    assert len(page.orders) == page.total
    assert sum(isinstance(order, Problem) for order in page.orders.values()) == 1


def test_stock_is_set_and_read_back(small: World, temu: TemuConnection) -> None:
    offer = _first_offer(temu)

    verdicts = temu.stock.set_units([_stock_call(offer, 77)])

    assert verdicts == {offer.sku_id: None}
    assert temu.stock.units({offer.sku_id: offer.goods_id}) == {offer.sku_id: 77}
    assert _books(small)["stock"][str(offer.sku_id)] == 77


@pytest.mark.parametrize(("cut", "expected"), [("cut_before_next", None), ("cut_after_next", 77)])
def test_a_cut_stock_call_is_unknown_whatever_happened(
    small: World, temu: TemuConnection, cut: str, expected: int | None
) -> None:
    offer = _first_offer(temu)
    small.switches.update(**{cut: {"n": 1, "for_type": EDIT}})

    verdict = temu.stock.set_units([_stock_call(offer, 77)])[offer.sku_id]

    assert isinstance(verdict, Problem)
    assert verdict.family is Family.OUTCOME_UNKNOWN
    now = offer.stock if expected is None else expected
    assert _books(small)["stock"][str(offer.sku_id)] == now
    assert temu.stock.units({offer.sku_id: offer.goods_id}) == {offer.sku_id: now}


def test_a_shipment_is_confirmed_and_read_back(small: World, temu: TemuConnection) -> None:
    order = _open_order(small, temu)

    answer = temu.shipments.confirm([_confirmation(temu, order)])["one"]

    assert isinstance(answer, ConfirmationAccepted)
    assert [p["trackingNumber"] for p in _books(small)["confirmed"][order.number]] == [TRACKING]
    key = order.number, order.lines[0].number
    known = temu.shipments.shipments([key])[key]
    assert not isinstance(known, Problem)
    assert [(s.tracking_number, s.carrier) for s in known] == [(TRACKING, DHL)]


@pytest.mark.parametrize(
    ("fault", "parcels"),
    [
        ("cut_before_next", []),
        ("cut_after_next", [TRACKING]),
        ("truncated_json_next", [TRACKING]),
        ("html_502_next", []),
        ("system_exception_next", []),
    ],
)
def test_a_lost_confirmation_is_unknown_sent_once_and_settled_by_looking(
    small: World, temu: TemuConnection, fault: str, parcels: list[str]
) -> None:
    order = _open_order(small, temu)
    confirmation = _confirmation(temu, order)
    small.switches.update(**{fault: {"n": 1, "for_type": CONFIRM}})

    answer = temu.shipments.confirm([confirmation])["one"]

    assert isinstance(answer, Problem)
    assert answer.family is Family.OUTCOME_UNKNOWN
    confirmed = _books(small)["confirmed"].get(order.number, [])
    assert [p["trackingNumber"] for p in confirmed] == parcels
    key = order.number, order.lines[0].number
    known = temu.shipments.shipments([key])[key]
    assert not isinstance(known, Problem)
    assert [shipment.tracking_number for shipment in known] == parcels


def test_a_confirmation_kept_out_by_the_rate_limit_gets_through(
    small: World, temu: TemuConnection
) -> None:
    order = _open_order(small, temu)
    confirmation = _confirmation(temu, order)
    small.switches.update(rate_limited_next={"n": 2, "for_type": CONFIRM})

    answer = temu.shipments.confirm([confirmation])["one"]

    assert isinstance(answer, ConfirmationAccepted)
    assert _books(small)["confirm_accepted"] == 1


@pytest.mark.parametrize("fault", ["cut_before_next", "cut_after_next", "html_502_next"])
def test_a_read_survives_a_fault_on_the_way(small: World, temu: TemuConnection, fault: str) -> None:
    small.switches.update(**{fault: 2})

    assert temu.accounts.describe().local_seller


def test_many_calls_run_at_once_but_never_more_than_sixteen(
    small: World, temu: TemuConnection
) -> None:
    wanted = {number: Needs(address=True, amounts=True) for number in _orders(small, temu)}
    small.switches.update(latency_ms=100)
    small.traffic.reset()

    temu.orders.details(wanted)

    assert 8 <= small.traffic.max_in_flight <= 16


def test_the_marketplaces_rate_is_kept_to(small: World, small_urls: Urls) -> None:
    # The marketplace allows twenty; calls that a busy machine holds up arrive together.
    limited = connect(small, small_urls, requests_per_second=12)
    wanted = {number: Needs(address=True) for number in list(_orders(small, limited))[:36]}
    small.switches.update(rate_limit=True)

    limited.orders.details(wanted)

    limited.close()
    assert small.traffic.rate_limited == 0
