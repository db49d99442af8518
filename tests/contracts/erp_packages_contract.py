"""What every look for the ERP's parcels promises."""

import pytest
from tests.contracts.erp_world import ErpWorld

from shared_kernel.errors import UnavailableError
from shared_kernel.sku import Sku
from temu_core.order import OrderNumber
from temu_core.ports.erp_packages import ErpPackages

FIRST, SECOND = OrderNumber("PO-076-1"), OrderNumber("PO-076-2")


class ErpPackagesContract:
    """
    Subclass per adapter and override *world* and *packages*.
    """

    @pytest.fixture
    def world(self) -> ErpWorld:
        raise NotImplementedError

    @pytest.fixture
    def packages(self, world: ErpWorld) -> ErpPackages:
        raise NotImplementedError

    def test_a_parcel_says_number_method_and_content(
        self, world: ErpWorld, packages: ErpPackages
    ) -> None:
        _book(world, FIRST)
        world.pack(FIRST, tracking_number="00340434000000000017", LAMP=2, BOOK=1)

        (parcel,) = packages.of_orders([FIRST])

        assert parcel.order == FIRST
        assert parcel.tracking_number == "00340434000000000017"
        assert parcel.shipping_method == "DHL Paket"
        assert parcel.shipped_at is not None
        assert parcel.shipped_at.tzinfo is not None
        assert parcel.units == {Sku("LAMP"): 2, Sku("BOOK"): 1}

    def test_several_parcels_come_oldest_first(
        self, world: ErpWorld, packages: ErpPackages
    ) -> None:
        _book(world, FIRST)
        world.pack(FIRST, tracking_number="00340434000000000017", LAMP=1)
        world.pack(FIRST, tracking_number="00340434000000000024", LAMP=1)

        found = packages.of_orders([FIRST])

        assert [parcel.tracking_number[-2:] for parcel in found] == ["17", "24"]
        assert len({parcel.key for parcel in found}) == 2

    def test_a_parcel_keeps_its_key(self, world: ErpWorld, packages: ErpPackages) -> None:
        _book(world, FIRST)
        world.pack(FIRST, tracking_number="00340434000000000017", LAMP=1)
        before = packages.of_orders([FIRST])
        world.pack(FIRST, tracking_number="00340434000000000024", LAMP=1)

        after = packages.of_orders([FIRST])

        assert after[0].key == before[0].key

    def test_unfinished_parcels_are_shown_too(self, world: ErpWorld, packages: ErpPackages) -> None:
        _book(world, FIRST)
        world.pack(FIRST, tracking_number="", LAMP=1)
        world.pack(FIRST, tracking_number="00340434000000000024", left=False, LAMP=1)

        without_number, not_left = packages.of_orders([FIRST])

        assert without_number.tracking_number == ""
        assert not_left.shipped_at is None

    def test_other_orders_parcels_are_not_shown(
        self, world: ErpWorld, packages: ErpPackages
    ) -> None:
        _book(world, FIRST)
        _book(world, SECOND)
        world.pack(FIRST, tracking_number="00340434000000000017", LAMP=1)

        assert list(packages.of_orders([SECOND])) == []

    def test_an_outage_is_passed_on(self, world: ErpWorld, packages: ErpPackages) -> None:
        world.go_down()

        with pytest.raises(UnavailableError):
            packages.of_orders([FIRST])


def _book(world: ErpWorld, number: OrderNumber) -> None:
    world.add_article("LAMP", sellable=9)
    world.add_article("BOOK", sellable=9)
    world.book_order(number, LAMP=2, BOOK=1)
