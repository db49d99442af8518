"""Parcels of several orders, and the laws every plan keeps."""

from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.packages import a_package, a_shipped_order

from temu_core.confirmation import SendType
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import OrderLabel, OrderNumber
from temu_core.package import CarrierId, Package, PackageKey, PackageState
from temu_core.record import OrderRecord
from temu_core.rules.confirmations import ConfirmationPlan, plan_confirmations
from temu_core.shop import PartialDelivery, ShipmentPolicy

CARRIERS = {"DHL Paket": CarrierId(1), "UPS": CarrierId(2)}
A, B = OrderNumber("PO-A"), OrderNumber("PO-B")


def planned(
    *orders: OrderRecord, partial: PartialDelivery = PartialDelivery.WAIT
) -> ConfirmationPlan:
    return plan_confirmations(
        orders,
        carriers=CARRIERS,
        warehouse=None,
        policy=ShipmentPolicy(partial_delivery=partial),
        acceptance={},
    )


def order_a(*packages: Package, lines: dict[str, int] | None = None) -> OrderRecord:
    return a_shipped_order(*packages, number=A, lines={"a": 2} if lines is None else lines)


def order_b(*packages: Package, state: LedgerState = LedgerState.SHIPPED) -> OrderRecord:
    return a_shipped_order(*packages, number=B, lines={"b": 1}, state=state)


def whole_a() -> OrderRecord:
    return order_a(a_package("1", items={"a": 2}))


def whole_b() -> OrderRecord:
    return order_b(a_package("2", items={"b": 1}))


def test_one_number_on_two_orders_is_one_call_with_all_their_lines() -> None:
    plan = planned(whole_b(), whole_a())

    (call,) = plan.confirmations
    (parcel,) = call.parcels
    assert call.send_type is SendType.SHARED_PARCEL
    assert [(item.order, item.line, item.units) for item in parcel.items] == [
        (A, "a", 2),
        (B, "b", 1),
    ]
    assert call.packages == {A: ("1",), B: ("2",)}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            order_a(
                a_package("1", items={"a": 1}), a_package("3", items={"a": 1}, tracking_number="C")
            ),
            id="has another parcel too",
        ),
        pytest.param(order_a(a_package("1", items={"a": 1})), id="is not all in it"),
        pytest.param(
            order_a(a_package("1", items={"a": 2}, shipping_method="UPS")), id="another carrier"
        ),
    ],
)
def test_a_shared_parcel_with_more_to_it_is_left_to_a_person(other: OrderRecord) -> None:
    plan = planned(other, whole_b())

    assert plan.confirmations == ()
    assert {n: h.reason for n, h in plan.holds.items()} == {
        A: HoldReason.TRACKING_SHARED,
        B: HoldReason.TRACKING_SHARED,
    }


@pytest.mark.parametrize(
    "state",
    [PackageState.ACCEPTED, PackageState.SENDING, PackageState.UNKNOWN, PackageState.REFUSED],
)
def test_a_number_already_told_for_another_order_is_held(state: PackageState) -> None:
    plan = planned(whole_a(), order_b(a_package("2", items={"b": 1}, state=state)))

    assert plan.confirmations == ()
    assert plan.holds[A].reason is HoldReason.TRACKING_SHARED


def test_a_superseded_parcel_of_another_order_is_no_obstacle() -> None:
    plan = planned(
        whole_a(), order_b(a_package("2", items={"b": 1}, state=PackageState.SUPERSEDED))
    )

    assert [call.send_type for call in plan.confirmations] == [SendType.ONE_PARCEL]


def test_an_order_waits_for_the_one_it_shares_a_parcel_with() -> None:
    asked = attrs.evolve(
        whole_a(),
        listed=attrs.evolve(whole_a().listed, labels=frozenset({OrderLabel.PENDING_CANCELLATION})),
    )

    plan = planned(asked, whole_b())

    assert plan.confirmations == ()
    assert plan.waiting[B] == "It shares a parcel with order PO-A, which waits."
    assert plan.holds == {}


def test_a_parcel_shared_with_a_held_order_is_left_to_a_person() -> None:
    held = order_b(a_package("2", items={"b": 1}), state=LedgerState.HELD)

    plan = planned(whole_a(), held)

    assert plan.confirmations == ()
    assert plan.holds[A].reason is HoldReason.TRACKING_SHARED


LINES = {"1": 1, "2": 2}
#: Whole orders in one, two and three parcels, parts of one, and too much.
CONTENTS: list[list[dict[str, int]]] = [
    [{"1": 1, "2": 2}],
    [{"1": 1}, {"2": 2}],
    [{"1": 1, "2": 1}, {"2": 1, "1": 0}],
    [{"1": 1}, {"2": 1}, {"2": 1}],
    [{"1": 1}],
    [{"2": 1}],
    [{"1": 1, "2": 2}, {"2": 1}],
]
some_numbers = st.sampled_from(["A", "B", "C", "D", "E", "F", "G", "a"])
some_methods = st.sampled_from([*["DHL Paket"] * 15, "UPS", "Bote"])
some_states = st.sampled_from([*[PackageState.FOUND] * 20, *PackageState])
some_packages = st.sampled_from(CONTENTS).flatmap(
    lambda contents: st.tuples(
        *(
            st.builds(
                a_package,
                items=st.just(items),
                tracking_number=some_numbers,
                shipping_method=some_methods,
                state=some_states,
            )
            for items in contents
        )
    )
)


def an_order_with(
    number: str, packages: tuple[Package, ...], labelled: bool, held: bool
) -> OrderRecord:
    record = a_shipped_order(
        *(
            attrs.evolve(package, key=PackageKey(f"{number}-{place}"))
            for place, package in enumerate(packages)
        ),
        number=number,
        lines=LINES,
        state=LedgerState.HELD if held else LedgerState.SHIPPED,
    )
    labels = frozenset({OrderLabel.RISK_ALERT} if labelled else ())
    return attrs.evolve(record, listed=attrs.evolve(record.listed, labels=labels))


rarely = st.sampled_from([*[False] * 9, True])
some_orders = st.lists(st.tuples(some_packages, rarely, rarely), max_size=4).map(
    lambda orders: [an_order_with(f"PO-{n}", *order) for n, order in enumerate(orders)]
)
any_policy = st.sampled_from(PartialDelivery)


@given(orders=some_orders, partial=any_policy)
def test_every_new_parcel_is_told_held_or_waiting(
    orders: list[OrderRecord], partial: PartialDelivery
) -> None:
    plan = planned(*orders, partial=partial)

    places = Counter[str]()
    for call in plan.confirmations:
        for keys in call.packages.values():
            places.update(keys)
    for record in orders:
        if record.number in plan.holds or record.number in plan.waiting:
            places.update(p.key for p in record.packages if p.state is PackageState.FOUND)
    assert places == Counter(
        p.key for record in orders for p in record.packages if p.state is PackageState.FOUND
    )


@given(orders=some_orders, partial=any_policy)
def test_no_number_is_told_twice(orders: list[OrderRecord], partial: PartialDelivery) -> None:
    before = {
        package.tracking_number.casefold()
        for record in orders
        for package in record.packages
        if package.state is PackageState.ACCEPTED
    }

    numbers = Counter(
        parcel.tracking_number.casefold()
        for call in planned(*orders, partial=partial).confirmations
        for parcel in call.parcels
    )

    assert all(times == 1 for times in numbers.values())
    assert not before & numbers.keys()


@given(orders=some_orders, partial=any_policy)
def test_the_told_units_are_the_shipped_ones(
    orders: list[OrderRecord], partial: PartialDelivery
) -> None:
    packed = {package.key: package for record in orders for package in record.packages}

    for call in planned(*orders, partial=partial).confirmations:
        told = Counter[tuple[str, str]]()
        for parcel in call.parcels:
            told.update({(item.order, item.line): item.units for item in parcel.items})
            assert all(item.units > 0 for item in parcel.items)

        shipped = Counter[tuple[str, str]]()
        for number, keys in call.packages.items():
            for key in keys:
                shipped.update({(number, i.line): i.units for i in packed[key].items})
        assert told == shipped


@given(
    orders=some_orders.flatmap(lambda o: st.tuples(st.just(o), st.permutations(o))),
    partial=any_policy,
)
def test_the_order_of_the_orders_makes_no_difference(
    orders: tuple[list[OrderRecord], list[OrderRecord]], partial: PartialDelivery
) -> None:
    one, other = (planned(*records, partial=partial) for records in orders)

    assert one == other
