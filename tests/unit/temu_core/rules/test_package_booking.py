"""The ERP's parcels on the lines of an order."""

from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.orders import a_line, a_record, an_order
from tests.builders.packages import a_package, an_erp_package, sku_of

from temu_core.ledger import LedgerState
from temu_core.order import Fulfilment, ListedLine, MarketplaceStatus
from temu_core.package import ErpPackage, Package, PackageState
from temu_core.record import OrderRecord
from temu_core.rules.booking import Booking, book_packages

TOLD = [PackageState.SENDING, PackageState.ACCEPTED, PackageState.UNKNOWN]


def an_order_of(*lines: ListedLine, packages: tuple[Package, ...] = ()) -> OrderRecord:
    return a_record(an_order(lines=lines), state=LedgerState.IN_ERP, packages=packages)


def book(record: OrderRecord, *packages: ErpPackage) -> Booking:
    return book_packages(record, packages, sku_of)


def contents(booking: Booking) -> list[dict[str, int]]:
    return [{item.line: item.units for item in package.items} for package in booking.packages]


def test_a_parcel_is_booked_on_the_line_of_its_article() -> None:
    record = an_order_of(a_line("1", seller_sku="VASE"), a_line("2", quantity=2))

    booking = book(record, an_erp_package(units={"lamp-1": 2}))

    assert contents(booking) == [{"2": 2}]
    assert booking.packages[0].state is PackageState.FOUND
    assert (booking.misfits, booking.changed) == ((), ())


@pytest.mark.parametrize(
    "parcel",
    [
        pytest.param(an_erp_package(shipped_at=None), id="only a label"),
        pytest.param(an_erp_package(tracking_number="  "), id="no number yet"),
    ],
)
def test_a_parcel_counts_once_it_has_left_with_a_number(parcel: ErpPackage) -> None:
    assert book(an_order_of(a_line()), parcel) == Booking(packages=())


def test_the_oldest_open_line_is_filled_first() -> None:
    record = an_order_of(a_line("9", quantity=2), a_line("1", quantity=2))

    booking = book(
        record,
        an_erp_package("2", units={"LAMP-1": 1}, tracking_number="B"),
        an_erp_package("1", units={"LAMP-1": 3}, tracking_number="A"),
    )

    assert contents(booking) == [{"9": 2, "1": 1}, {"1": 1}]


def test_the_erps_units_are_counted_back_to_sold_units() -> None:
    record = an_order_of(a_line("1", quantity=2, sold_factor=3))

    assert contents(book(record, an_erp_package(units={"LAMP-1": 6}))) == [{"1": 2}]


def test_a_part_of_a_sold_unit_fits_nowhere() -> None:
    record = an_order_of(a_line("1", quantity=2, sold_factor=3))

    booking = book(record, an_erp_package(units={"LAMP-1": 4}))

    assert booking.packages == ()
    assert booking.misfits == (
        "Parcel JJD0001 holds 4 × LAMP-1; 1 of them fit on no open line of the order.",
    )


@pytest.mark.parametrize(
    "units",
    [
        pytest.param({"LAMP-1": 2}, id="more than the line needs"),
        pytest.param({"LAMP-1": 1, "VASE": 1}, id="an article of another order"),
        pytest.param({}, id="nothing the ERP could name"),
    ],
)
def test_a_parcel_that_does_not_fit_is_not_booked_at_all(units: dict[str, int]) -> None:
    booking = book(an_order_of(a_line()), an_erp_package(units=units))

    assert booking.packages == ()
    assert len(booking.misfits) == 1


def test_a_misfit_takes_no_place_from_the_next_parcel() -> None:
    misfit = an_erp_package("1", units={"LAMP-1": 1, "VASE": 1}, tracking_number="A")
    good = an_erp_package("2", tracking_number="B")

    booking = book(an_order_of(a_line()), misfit, good)

    assert [package.tracking_number for package in booking.packages] == ["B"]
    assert len(booking.misfits) == 1


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(a_line(quantity=0, cancelled=1), id="cancelled quantity"),
        pytest.param(a_line(status=MarketplaceStatus.CANCELLED), id="cancelled"),
        pytest.param(a_line(fulfilment=Fulfilment.BY_MARKETPLACE), id="the marketplace's"),
        pytest.param(a_line(seller_sku=""), id="no article"),
    ],
)
def test_nothing_is_booked_on_a_line_that_is_not_to_be_shipped(line: ListedLine) -> None:
    assert len(book(an_order_of(line), an_erp_package()).misfits) == 1


def test_a_known_parcel_keeps_its_booking_and_state() -> None:
    known = a_package("1", state=PackageState.ACCEPTED)
    record = an_order_of(a_line(), packages=(known,))

    assert book(record, an_erp_package("1")) == Booking(packages=(known,))


@pytest.mark.parametrize("state", [PackageState.FOUND, PackageState.REFUSED])
def test_a_parcel_deleted_before_it_was_told_leaves_its_units_to_another(
    state: PackageState,
) -> None:
    record = an_order_of(a_line(), packages=(a_package("1", state=state),))

    booking = book(record, an_erp_package("2", tracking_number="B"))

    assert [(p.key, p.state) for p in booking.packages] == [
        ("1", PackageState.SUPERSEDED),
        ("2", PackageState.FOUND),
    ]
    assert "does not show parcel JJD0001" in booking.changed[0]
    assert booking.misfits == ()


@pytest.mark.parametrize("state", TOLD)
def test_a_parcel_deleted_after_it_was_told_is_only_reported(state: PackageState) -> None:
    known = a_package("1", state=state)

    booking = book(an_order_of(a_line(), packages=(known,)))

    assert booking.packages == (known,)
    assert "does not show parcel JJD0001" in booking.differing[0]


def test_nothing_is_concluded_about_parcels_of_an_order_the_erp_does_not_show() -> None:
    known = a_package("1")
    record = an_order_of(a_line(), packages=(known,))

    assert book_packages(record, (), sku_of, shown=False) == Booking(packages=(known,))


def test_a_deleted_parcel_that_is_shown_again_counts_again() -> None:
    gone = a_package("1", state=PackageState.SUPERSEDED)

    booking = book(an_order_of(a_line(), packages=(gone,)), an_erp_package("1"))

    assert [(p.key, p.state) for p in booking.packages] == [("1", PackageState.FOUND)]


@pytest.mark.parametrize("state", [PackageState.FOUND, PackageState.REFUSED])
def test_number_and_method_follow_the_erp_until_the_marketplace_was_told(
    state: PackageState,
) -> None:
    known = a_package("1", state=state, refusal="number not recognised")
    record = an_order_of(a_line(), packages=(known,))

    booking = book(record, an_erp_package("1", tracking_number="B", shipping_method="UPS"))

    after = booking.packages[0]
    assert (after.tracking_number, after.shipping_method) == ("B", "UPS")
    assert (after.state, after.refusal) == (PackageState.FOUND, "")
    assert booking.changed == ("The ERP changed parcel JJD0001 by 'DHL Paket' to B by 'UPS'.",)


def test_a_refused_parcel_that_did_not_change_stays_refused() -> None:
    known = a_package("1", state=PackageState.REFUSED)
    record = an_order_of(a_line(), packages=(known,))

    assert book(record, an_erp_package("1")) == Booking(packages=(known,))


@pytest.mark.parametrize("state", TOLD)
def test_a_change_after_the_marketplace_was_told_is_only_reported(state: PackageState) -> None:
    known = a_package("1", state=state)
    record = an_order_of(a_line(), packages=(known,))

    booking = book(record, an_erp_package("1", tracking_number="B"))

    assert booking.packages == (known,)
    assert "after the marketplace was told" in booking.differing[0]


def test_a_parcel_taken_back_before_it_was_told_stops_the_order() -> None:
    known = a_package("1")
    record = an_order_of(a_line(), packages=(known,))

    booking = book(record, an_erp_package("1", shipped_at=None))

    assert booking == Booking(
        packages=(known,), misfits=("The ERP took back parcel JJD0001 by 'DHL Paket'.",)
    )


def test_a_parcel_taken_back_after_it_was_told_is_reported() -> None:
    known = a_package("1", state=PackageState.ACCEPTED)
    record = an_order_of(a_line(), packages=(known,))

    booking = book(record, an_erp_package("1", tracking_number=""))

    assert booking == Booking(
        packages=(known,), differing=("The ERP took back parcel JJD0001 by 'DHL Paket'.",)
    )


def test_a_superseded_parcel_leaves_its_units_to_another() -> None:
    old = a_package("1", state=PackageState.SUPERSEDED)
    record = an_order_of(a_line(), packages=(old,))

    booking = book(record, an_erp_package("2", tracking_number="B"))

    assert [package.key for package in booking.packages] == ["1", "2"]
    assert booking.misfits == ()


some_lines = st.lists(
    st.builds(
        lambda sku, quantity, factor: (sku, quantity, factor),
        st.sampled_from(["LAMP-1", "VASE"]),
        st.integers(0, 4),
        st.integers(1, 2),
    ),
    max_size=4,
).map(
    lambda lines: [
        a_line(str(place), quantity=quantity, seller_sku=sku, sold_factor=factor)
        for place, (sku, quantity, factor) in enumerate(lines)
    ]
)
some_parcels = st.lists(
    st.dictionaries(st.sampled_from(["LAMP-1", "VASE"]), st.integers(0, 4)), max_size=4
).map(
    lambda parcels: [
        an_erp_package(str(place), units=units, tracking_number=f"N{place}")
        for place, units in enumerate(parcels)
    ]
)


@given(lines=some_lines, parcels=some_parcels)
def test_no_line_gets_more_than_it_asks_for_and_no_parcel_is_lost(
    lines: list[ListedLine], parcels: list[ErpPackage]
) -> None:
    record = an_order_of(*lines)

    booking = book(record, *parcels)

    booked = Counter[str]()
    for content in contents(booking):
        booked.update(content)
    assert all(booked[line.number] <= line.quantity for line in lines)
    assert len(booking.packages) + len(booking.misfits) == len(parcels)


@given(lines=some_lines, parcels=some_parcels)
def test_what_is_booked_is_what_the_parcel_holds(
    lines: list[ListedLine], parcels: list[ErpPackage]
) -> None:
    by_number = {line.number: line for line in lines}
    by_key = {parcel.key: parcel for parcel in parcels}

    for package in book(an_order_of(*lines), *parcels).packages:
        units = Counter[str]()
        for item in package.items:
            line = by_number[item.line]
            units[line.seller_sku] += item.units * line.sold_factor

        assert units == Counter({str(s): u for s, u in by_key[package.key].units.items() if u})


def test_a_parcel_is_booked_where_a_later_one_leaves_room() -> None:
    """
    One unit of the second line is two pieces; the first line must be left to the single piece.
    """
    lines = [
        a_line("1", quantity=1, seller_sku="VASE", sold_factor=1),
        a_line("2", quantity=1, seller_sku="VASE", sold_factor=2),
    ]

    booking = book(
        an_order_of(*lines),
        an_erp_package("0", units={"VASE": 2}),
        an_erp_package("1", units={"VASE": 1}),
    )

    assert booking.misfits == ()
    assert len(booking.packages) == 2


@given(lines=some_lines, parcels=some_parcels.flatmap(st.permutations))
def test_the_same_look_twice_changes_nothing(
    lines: list[ListedLine], parcels: list[ErpPackage]
) -> None:
    record = an_order_of(*lines)
    first = book(record, *parcels)

    second = book(attrs.evolve(record, packages=first.packages), *reversed(parcels))

    assert second.packages == first.packages
    assert len(second.misfits) == len(first.misfits)
