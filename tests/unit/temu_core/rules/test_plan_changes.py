"""What became of the things a plan was computed from."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.orders import UPDATED, a_record, an_address, an_order
from tests.builders.stock import an_offer_state
from tests.contracts.order_examples import a_package

from temu_core.ledger import LedgerState
from temu_core.order import OrderLabel, OrderNumber
from temu_core.package import PackageState
from temu_core.plan import Plan, PlanKind, PlannedWrite
from temu_core.record import OrderRecord
from temu_core.rules.plan_basis import export_basis, shipment_basis
from temu_core.rules.plan_changes import offer_changes, order_changes
from temu_core.rules.plan_hash import plan
from temu_core.stock import OfferState

NUMBER = OrderNumber("PO-076-1")


def an_export(record: OrderRecord) -> Plan:
    write = PlannedWrite(
        subject=record.number,
        before="",
        after="1 positions",
        basis=export_basis(record),
        keys=(record.number,),
    )
    return plan(PlanKind.EXPORT, [write])


def a_confirmation(record: OrderRecord) -> Plan:
    write = PlannedWrite(
        subject=record.number,
        before="",
        after="carrier 1",
        basis=shipment_basis([record]),
        keys=(record.number,),
    )
    return plan(PlanKind.CONFIRM, [write])


def test_an_order_that_is_as_it_was_can_be_exported_as_shown() -> None:
    record = a_record()

    assert not list(order_changes(an_export(record), {NUMBER: record}))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(a_record(address=an_address(city="Elsewhere")), id="address"),
        pytest.param(a_record(amounts=None), id="amounts"),
        pytest.param(a_record(corrections={"address.city": "Elsewhere"}), id="corrected"),
        pytest.param(a_record(an_order(lines=[])), id="lines"),
    ],
)
def test_an_order_that_changed_is_named(changed: OrderRecord) -> None:
    (sentence,) = order_changes(an_export(a_record()), {NUMBER: changed})

    assert sentence == "PO-076-1 was changed: its lines, amounts or address are others now"


def test_what_changes_nothing_of_the_document_is_no_change() -> None:
    listed = an_order(
        updated_at=UPDATED + timedelta(hours=1), labels=frozenset({OrderLabel.RISK_ALERT})
    )

    assert not list(order_changes(an_export(a_record()), {NUMBER: a_record(listed)}))


def test_an_order_that_stands_elsewhere_is_named() -> None:
    cancelled = a_record(state=LedgerState.CANCELLED)

    assert list(order_changes(an_export(a_record()), {NUMBER: cancelled})) == [
        "PO-076-1 is cancelled now"
    ]
    assert list(order_changes(an_export(a_record()), {})) == [
        "PO-076-1 is not in our books any more"
    ]


def test_another_parcel_makes_a_confirmation_out_of_date() -> None:
    one = a_record(
        state=LedgerState.SHIPPED, packages=(a_package("P1", "JJD1", PackageState.FOUND),)
    )
    two = attrs.evolve(one, packages=(*one.packages, a_package("P2", "JJD2", PackageState.FOUND)))
    told = attrs.evolve(one, state=LedgerState.CONFIRMED)

    assert not list(order_changes(a_confirmation(one), {NUMBER: one}))
    assert list(order_changes(a_confirmation(one), {NUMBER: two})) == [
        "PO-076-1 has other parcels to be told of now"
    ]
    assert list(order_changes(a_confirmation(one), {NUMBER: told})) == ["PO-076-1 is confirmed now"]


def an_offer(units: int | None, *, shown: int = 5) -> OfferState:
    return an_offer_state(goods_id=1, sku_id=7, shows=shown, target=units)


TO_ZERO = plan(
    PlanKind.STOCK,
    [PlannedWrite(subject="goods 1, offer 7", before="5", after="0", keys=("7",))],
)


@pytest.mark.parametrize(
    ("known", "sentences"),
    [
        ({"7": an_offer(0)}, []),
        ({"7": an_offer(0, shown=4)}, []),
        ({"7": an_offer(3)}, ["goods 1, offer 7 would be set to 3 now, not to 0"]),
        ({"7": an_offer(None)}, ["goods 1, offer 7 has no article in the ERP any more"]),
        ({}, ["goods 1, offer 7 is not for sale any more"]),
    ],
)
def test_an_offer_is_held_against_its_target(
    known: dict[str, OfferState], sentences: list[str]
) -> None:
    assert list(offer_changes(TO_ZERO, known)) == sentences


@given(st.text(), st.text())
def test_another_address_is_another_plan(one: str, other: str) -> None:
    plans = [an_export(a_record(address=an_address(city=city))) for city in (one, other)]

    assert (plans[0].hash == plans[1].hash) is (one == other)
