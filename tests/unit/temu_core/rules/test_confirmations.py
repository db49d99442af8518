"""What the marketplace is told about the parcels of one order."""

import attrs
import pytest
from tests.builders.packages import a_package, a_shipped_order

from temu_core.confirmation import Acceptance, SendType
from temu_core.ledger import HoldReason, LedgerState
from temu_core.order import LineNumber, MarketplaceStatus, OrderLabel, OrderNumber
from temu_core.package import CarrierId, PackageKey, PackageState, WarehouseId
from temu_core.record import OrderRecord
from temu_core.rules.confirmations import ConfirmationPlan, plan_confirmations
from temu_core.shop import PartialDelivery, ShipmentPolicy

DHL, UPS = CarrierId(1), CarrierId(2)
CARRIERS = {"DHL Paket": DHL, "UPS": UPS, "Bote": None}
HOUSE = WarehouseId("WH-1")
NUMBER = OrderNumber("PO-076-1")
WAIT, EARLY = PartialDelivery.WAIT, PartialDelivery.EARLY


def planned(
    *orders: OrderRecord,
    partial: PartialDelivery = WAIT,
    warehouse: WarehouseId | None = HOUSE,
    accept: frozenset[Acceptance] = frozenset(),
) -> ConfirmationPlan:
    return plan_confirmations(
        orders,
        carriers=CARRIERS,
        warehouse=warehouse,
        policy=ShipmentPolicy(partial_delivery=partial),
        acceptance={NUMBER: accept},
    )


def told(plan: ConfirmationPlan) -> list[tuple[SendType, dict[str, dict[str, int]]]]:
    """
    Return per call its kind and the units per line of each parcel number.
    """
    return [
        (
            call.send_type,
            {
                parcel.tracking_number: {item.line: item.units for item in parcel.items}
                for parcel in call.parcels
            },
        )
        for call in plan.confirmations
    ]


def two_lines(*, first: int = 1, second: int = 2) -> dict[str, int]:
    return {"1": first, "2": second}


def test_a_parcel_with_the_whole_order_is_one_parcel() -> None:
    package = a_package(items=two_lines())

    plan = planned(a_shipped_order(package, lines=two_lines()))

    (call,) = plan.confirmations
    assert told(plan) == [(SendType.ONE_PARCEL, {"JJD0001": {"1": 1, "2": 2}})]
    assert (call.parcels[0].carrier, call.parcels[0].warehouse) == (DHL, HOUSE)
    assert call.packages == {NUMBER: (PackageKey("1"),)}
    assert (plan.holds, plan.waiting) == ({}, {})


def test_a_shop_without_warehouses_names_none() -> None:
    (call,) = planned(a_shipped_order(a_package()), warehouse=None).confirmations

    assert call.parcels[0].warehouse is None


def test_the_rest_of_an_order_in_one_parcel_is_not_called_the_whole_order() -> None:
    record = a_shipped_order(a_package(items={"2": 2}), lines=two_lines())
    rest = attrs.evolve(record, shipped_before=frozenset({LineNumber("1")}))

    assert told(planned(rest)) == [(SendType.SEVERAL_PARCELS, {"JJD0001": {"2": 2}})]


def test_several_parcels_go_in_one_call_once_all_is_shipped() -> None:
    packages = [
        a_package("1", items={"1": 1, "2": 1}, tracking_number="A"),
        a_package("2", items={"2": 1}, tracking_number="B", shipping_method="UPS"),
    ]

    plan = planned(a_shipped_order(*packages, lines=two_lines()))

    assert told(plan) == [(SendType.SEVERAL_PARCELS, {"A": {"1": 1, "2": 1}, "B": {"2": 1}})]


def test_an_incomplete_order_waits() -> None:
    plan = planned(a_shipped_order(a_package(items={"1": 1}), lines=two_lines()))

    assert plan.confirmations == ()
    assert plan.waiting == {NUMBER: "1 of 3 units are in parcels; it is confirmed once all are."}


def test_early_tells_what_is_found_now() -> None:
    plan = planned(a_shipped_order(a_package(items={"1": 1}), lines=two_lines()), partial=EARLY)

    assert told(plan) == [(SendType.SEVERAL_PARCELS, {"JJD0001": {"1": 1}})]


def test_early_never_tells_a_part_of_a_line() -> None:
    plan = planned(a_shipped_order(a_package(items={"2": 1}), lines=two_lines()), partial=EARLY)

    assert plan.waiting == {NUMBER: "Only 1 of 2 units of line 2 are in parcels."}


@pytest.mark.parametrize("partial", PartialDelivery)
def test_the_rest_follows_what_was_accepted_before(partial: PartialDelivery) -> None:
    before = a_package("1", items={"1": 1}, tracking_number="A", state=PackageState.ACCEPTED)
    rest = a_package("2", items={"2": 2}, tracking_number="B")

    plan = planned(a_shipped_order(before, rest, lines=two_lines()), partial=partial)

    assert told(plan) == [(SendType.SEVERAL_PARCELS, {"B": {"2": 2}})]


def test_two_erp_parcels_with_one_number_are_one_parcel() -> None:
    packages = [
        a_package("1", items={"1": 1, "2": 1}),
        a_package("2", items={"2": 1}, tracking_number="jjd0001 "),
    ]

    plan = planned(a_shipped_order(*packages, lines=two_lines()))

    assert told(plan) == [(SendType.ONE_PARCEL, {"JJD0001": {"1": 1, "2": 2}})]
    assert plan.confirmations[0].packages == {NUMBER: (PackageKey("1"), PackageKey("2"))}


def test_units_of_zero_are_not_told() -> None:
    plan = planned(a_shipped_order(a_package(items={"1": 1, "2": 0}), lines={"1": 1}))

    assert told(plan) == [(SendType.ONE_PARCEL, {"JJD0001": {"1": 1}})]


@pytest.mark.parametrize("method", ["Bote", "Hermes", "DHL"])
def test_an_unknown_carrier_holds_the_order(method: str) -> None:
    plan = planned(a_shipped_order(a_package(shipping_method=method)))

    assert plan.confirmations == ()
    hold = plan.holds[NUMBER]
    assert (hold.reason, hold.subject) == (HoldReason.CARRIER_UNKNOWN, method)


def test_one_number_with_two_carriers_holds_the_order() -> None:
    packages = [a_package("1"), a_package("2", items={"2": 1}, shipping_method="UPS")]

    plan = planned(a_shipped_order(*packages, lines={"076-1": 1, "2": 1}))

    assert plan.holds[NUMBER].reason is HoldReason.CARRIER_UNKNOWN


@pytest.mark.parametrize(
    ("label", "needed"),
    [
        (OrderLabel.PENDING_CANCELLATION, Acceptance.DENY_CANCELLATION),
        (OrderLabel.PENDING_ADDRESS_CHANGE, Acceptance.DENY_ADDRESS_CHANGE),
        (OrderLabel.RISK_ALERT, Acceptance.DENY_RISK_ALERT),
    ],
)
def test_a_pending_request_waits_until_a_person_refuses_it(
    label: OrderLabel, needed: Acceptance
) -> None:
    record = a_shipped_order(a_package())
    asked = attrs.evolve(record, listed=attrs.evolve(record.listed, labels=frozenset({label})))
    others = frozenset(Acceptance) - {needed}

    assert NUMBER in planned(asked).waiting
    assert NUMBER in planned(asked, accept=others).waiting
    (call,) = planned(asked, accept=frozenset(Acceptance)).confirmations
    assert call.acceptance == {needed}


def test_nothing_is_accepted_that_nobody_asked() -> None:
    plan = planned(a_shipped_order(a_package()), accept=frozenset(Acceptance))

    assert plan.confirmations[0].acceptance == frozenset()


@pytest.mark.parametrize("state", [PackageState.SENDING, PackageState.UNKNOWN])
def test_an_order_waits_while_an_earlier_outcome_is_unknown(state: PackageState) -> None:
    record = a_shipped_order(
        a_package("1", items={"1": 1}, tracking_number="A", state=state),
        a_package("2", items={"2": 2}, tracking_number="B"),
        lines=two_lines(),
    )

    assert NUMBER in planned(record).waiting


@pytest.mark.parametrize(
    "state", [state for state in PackageState if state is not PackageState.FOUND]
)
def test_only_new_parcels_are_told(state: PackageState) -> None:
    plan = planned(a_shipped_order(a_package(state=state)))

    assert plan == ConfirmationPlan(confirmations=(), holds={}, waiting={})


@pytest.mark.parametrize(
    "state",
    [LedgerState.HELD, LedgerState.CANCELLED_AFTER_EXPORT, LedgerState.CANCELLED_IN_ERP],
)
def test_a_stopped_order_is_not_told(state: LedgerState) -> None:
    assert NUMBER in planned(a_shipped_order(a_package(), state=state)).waiting


def test_an_order_the_buyer_cancelled_is_not_told() -> None:
    record = a_shipped_order(a_package())
    listed = attrs.evolve(record.listed, status=MarketplaceStatus.CANCELLED)

    plan = planned(attrs.evolve(record, listed=listed))

    assert plan.waiting == {NUMBER: "The marketplace shows the order as cancelled."}


@pytest.mark.parametrize(
    "items",
    [
        pytest.param({"1": 2}, id="more than the line still has"),
        pytest.param({"9": 1}, id="a line the order does not have"),
        pytest.param({}, id="nothing"),
    ],
)
def test_a_parcel_the_order_does_not_ask_for_any_more_is_held(items: dict[str, int]) -> None:
    plan = planned(a_shipped_order(a_package(items=items), lines={"1": 1}))

    assert plan.holds[NUMBER].reason is HoldReason.PACKAGE_MISMATCH


def test_a_number_already_told_for_this_order_is_held() -> None:
    record = a_shipped_order(
        a_package("1", items={"1": 1}, state=PackageState.ACCEPTED),
        a_package("2", items={"2": 2}),
        lines=two_lines(),
    )

    assert planned(record).holds[NUMBER].reason is HoldReason.TRACKING_SHARED


def test_the_id_names_the_content() -> None:
    one = planned(a_shipped_order(a_package())).confirmations[0].id
    same = planned(a_shipped_order(a_package("other key"))).confirmations[0].id
    other = planned(a_shipped_order(a_package(tracking_number="B"))).confirmations[0].id

    assert one == same
    assert one != other
    assert len(one) == 16
