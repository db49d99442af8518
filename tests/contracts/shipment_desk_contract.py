"""What every shipment desk promises."""

from types import MappingProxyType

import pytest
from tests.contracts.marketplace_world import MarketplaceWorld, PlacedOrder

from shared_kernel.errors import Family, Problem
from temu_core.confirmation import (
    Acceptance,
    ConfirmedParcel,
    ConfirmedUnits,
    KnownShipment,
    SendType,
    ShipmentConfirmation,
)
from temu_core.package import CarrierId
from temu_core.ports.shipment_desk import ConfirmationAccepted, ShipmentDesk

#: Numbers that a German DHL parcel may have.
FIRST = "00340434000000000017"
SECOND = "00340434000000000024"


class ShipmentDeskContract:
    """
    Subclass per adapter and override *world* and *desk*.
    """

    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        raise NotImplementedError

    @pytest.fixture
    def desk(self, world: MarketplaceWorld) -> ShipmentDesk:
        raise NotImplementedError

    def test_carriers_and_warehouses_are_listed(self, desk: ShipmentDesk) -> None:
        carriers = desk.carriers()
        warehouses = desk.warehouses()

        assert "DHL" in [carrier.name for carrier in carriers]
        assert [warehouse.is_default for warehouse in warehouses] == [True]

    def test_a_confirmed_parcel_is_known_afterwards(
        self, world: MarketplaceWorld, desk: ShipmentDesk
    ) -> None:
        placed = world.place_order(2)

        answer = _confirm(desk, _whole(desk, FIRST, placed, 2))

        key = placed.number, placed.lines[0]
        assert isinstance(answer, ConfirmationAccepted)
        assert desk.shipments([key])[key] == [
            KnownShipment(
                order=placed.number,
                line=placed.lines[0],
                carrier=_dhl(desk),
                tracking_number=FIRST,
                units=2,
            )
        ]

    def test_nothing_is_known_of_an_open_line(
        self, world: MarketplaceWorld, desk: ShipmentDesk
    ) -> None:
        placed = world.place_order(1)

        key = placed.number, placed.lines[0]
        known = desk.shipments([key])[key]

        assert not isinstance(known, Problem)
        assert list(known) == []

    def test_an_order_ships_once(self, world: MarketplaceWorld, desk: ShipmentDesk) -> None:
        placed = world.place_order(1)
        _confirm(desk, _whole(desk, FIRST, placed, 1))

        again = _confirm(desk, _whole(desk, SECOND, placed, 1))

        assert isinstance(again, Problem)
        assert again.family is Family.FIX_DATA

    def test_a_tracking_number_counts_once(
        self, world: MarketplaceWorld, desk: ShipmentDesk
    ) -> None:
        first, second = world.place_order(1), world.place_order(1)
        _confirm(desk, _whole(desk, FIRST, first, 1))

        again = _confirm(desk, _whole(desk, FIRST, second, 1))

        assert isinstance(again, Problem)
        assert again.family is Family.FIX_DATA

    def test_several_parcels_of_one_order_go_in_one_call(
        self, world: MarketplaceWorld, desk: ShipmentDesk
    ) -> None:
        placed = world.place_order(1, 2)
        parcels = (
            _parcel(desk, FIRST, _units(placed, 0, 1)),
            _parcel(desk, SECOND, _units(placed, 1, 2)),
        )

        answer = _confirm(desk, _confirmation(SendType.SEVERAL_PARCELS, *parcels))

        assert isinstance(answer, ConfirmationAccepted)

    def test_a_refused_confirmation_does_not_stop_another(
        self, world: MarketplaceWorld, desk: ShipmentDesk
    ) -> None:
        asked, plain = world.place_order(1), world.place_order(1)
        world.ask_to_cancel(asked.number)
        refused = _whole(desk, FIRST, asked, 1)
        taken = _whole(desk, SECOND, plain, 1)

        answers = desk.confirm([refused, taken])

        assert isinstance(answers[refused.id], Problem)
        assert isinstance(answers[taken.id], ConfirmationAccepted)

    def test_a_pending_request_may_be_denied(
        self, world: MarketplaceWorld, desk: ShipmentDesk
    ) -> None:
        asked = world.place_order(1)
        world.ask_to_cancel(asked.number)
        denying = frozenset({Acceptance.DENY_CANCELLATION})

        answer = _confirm(desk, _whole(desk, FIRST, asked, 1, acceptance=denying))

        assert isinstance(answer, ConfirmationAccepted)

    def test_a_lost_answer_is_an_unknown_outcome(
        self, world: MarketplaceWorld, desk: ShipmentDesk
    ) -> None:
        placed = world.place_order(1)
        confirmation = _whole(desk, FIRST, placed, 1)
        world.lose_answers()

        answer = _confirm(desk, confirmation)

        world.find_answers()
        key = placed.number, placed.lines[0]
        assert isinstance(answer, Problem)
        assert answer.family is Family.OUTCOME_UNKNOWN
        known = desk.shipments([key])[key]
        assert not isinstance(known, Problem)
        assert [shipment.tracking_number for shipment in known] == [FIRST]


def _dhl(desk: ShipmentDesk) -> CarrierId:
    return next(carrier.id for carrier in desk.carriers() if carrier.name == "DHL")


def _units(placed: PlacedOrder, line: int, units: int) -> ConfirmedUnits:
    return ConfirmedUnits(order=placed.number, line=placed.lines[line], units=units)


def _parcel(desk: ShipmentDesk, tracking_number: str, *items: ConfirmedUnits) -> ConfirmedParcel:
    return ConfirmedParcel(
        carrier=_dhl(desk),
        tracking_number=tracking_number,
        warehouse=desk.warehouses()[0].id,
        items=items,
    )


def _whole(
    desk: ShipmentDesk,
    tracking_number: str,
    placed: PlacedOrder,
    units: int,
    acceptance: frozenset[Acceptance] = frozenset(),
) -> ShipmentConfirmation:
    parcel = _parcel(desk, tracking_number, _units(placed, 0, units))
    return _confirmation(SendType.ONE_PARCEL, parcel, acceptance=acceptance)


def _confirmation(
    send_type: SendType,
    *parcels: ConfirmedParcel,
    acceptance: frozenset[Acceptance] = frozenset(),
) -> ShipmentConfirmation:
    return ShipmentConfirmation(
        id=" ".join(parcel.tracking_number for parcel in parcels),
        send_type=send_type,
        parcels=parcels,
        packages=MappingProxyType({}),
        acceptance=acceptance,
    )


def _confirm(
    desk: ShipmentDesk, confirmation: ShipmentConfirmation
) -> ConfirmationAccepted | Problem:
    return desk.confirm([confirmation])[confirmation.id]
