"""JTL's parcels as we read them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.contracts.erp_packages_contract import ErpPackagesContract
from tests.integration.jtl_sql.jtl_office import JtlOffice

from adapters.jtl_sql.erp_packages import JtlPackages
from shared_kernel.sku import Sku
from temu_core.order import OrderNumber

FIRST = OrderNumber("PO-1")
LAMP, BOOK, BOX = Sku("LAMP"), Sku("BOOK"), Sku("BOX")


@pytest.fixture
def packages(office: JtlOffice) -> JtlPackages:
    return JtlPackages(database=office.database, zone=ZoneInfo("Europe/Berlin"))


class TestJtlPackages(ErpPackagesContract):
    @pytest.fixture
    def world(self, office: JtlOffice) -> JtlOffice:
        return office

    @pytest.fixture
    def packages(self, office: JtlOffice) -> JtlPackages:
        return JtlPackages(database=office.database, zone=ZoneInfo("Europe/Berlin"))


def book(office: JtlOffice, **units: int) -> int:
    for number in units:
        office.add_article(number, sellable=99)
    office.book_order(FIRST, **units)
    return office.order_key(FIRST)


def book_set(office: JtlOffice, sets: int, **per_set: int) -> tuple[int, dict[str, int]]:
    """
    Book *sets* of BOX; return the order and the positions by article.
    """
    order = book(office)
    box = office.add_position(order, "BOX", sets)
    office.run("UPDATE tAuftragPosition SET kAuftragStueckliste = kAuftragPosition")
    positions = {"BOX": box}
    for number, units in per_set.items():
        positions[number] = office.add_position(order, number, units * sets, of_set=box)
    return order, positions


def contents(packages: JtlPackages) -> list[dict[Sku, int]]:
    return [dict(parcel.units) for parcel in packages.of_orders([FIRST])]


@pytest.mark.parametrize(
    ("local", "moment"),
    [
        pytest.param("2026-03-08 09:30:00", (2026, 3, 8, 8, 30), id="winter"),
        pytest.param("2026-07-08 09:30:00", (2026, 7, 8, 7, 30), id="summer"),
        pytest.param("2026-10-25 02:30:00", (2026, 10, 25, 0, 30), id="the doubled hour"),
    ],
)
def test_times_are_in_the_erps_zone(
    office: JtlOffice, packages: JtlPackages, local: str, moment: tuple[int, int, int, int, int]
) -> None:
    order = book(office, LAMP=1)
    office.parcel(office.note(order), "T1", sent=local)

    (parcel,) = packages.of_orders([FIRST])

    assert parcel.shipped_at == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(("stored", "told"), [(None, ""), ("", ""), (" T1 ", "T1")])
def test_a_tracking_number_has_no_blanks(
    office: JtlOffice, packages: JtlPackages, stored: str | None, told: str
) -> None:
    office.parcel(office.note(book(office, LAMP=1)), stored)

    assert [parcel.tracking_number for parcel in packages.of_orders([FIRST])] == [told]


def test_a_single_parcel_without_contents_holds_the_whole_note(
    office: JtlOffice, packages: JtlPackages
) -> None:
    order = book(office, LAMP=2)
    note = office.note(order)
    office.note_position(note, 1, 2)
    office.parcel(note, "T1")

    assert contents(packages) == [{LAMP: 2}]


def test_of_two_parcels_without_contents_nothing_is_known(
    office: JtlOffice, packages: JtlPackages
) -> None:
    order = book(office, LAMP=2)
    note = office.note(order)
    office.note_position(note, 1, 2)
    office.parcel(note, "T1")
    office.parcel(note, "T2")

    assert contents(packages) == [{}, {}]


def test_one_position_may_be_split_over_parcels(office: JtlOffice, packages: JtlPackages) -> None:
    order = book(office, LAMP=5)
    note = office.note(order)
    line = office.note_position(note, 1, 5)
    office.put_in(office.parcel(note, "T1"), line, 2)
    office.put_in(office.parcel(note, "T2"), line, 3)

    assert contents(packages) == [{LAMP: 2}, {LAMP: 3}]


def test_a_set_is_counted_as_itself(office: JtlOffice, packages: JtlPackages) -> None:
    order, positions = book_set(office, 2, LAMP=1, BOOK=3)
    note = office.note(order)
    parcel = office.parcel(note, "T1")
    office.put_in(parcel, office.note_position(note, positions["LAMP"], 2), 2)
    office.put_in(parcel, office.note_position(note, positions["BOOK"], 6), 6)

    assert contents(packages) == [{BOX: 2}]


def test_a_set_counts_in_the_parcel_that_completes_it(
    office: JtlOffice, packages: JtlPackages
) -> None:
    """
    Counting it in both would confirm two sets where one was sent.
    """
    order, positions = book_set(office, 1, LAMP=1, BOOK=1)
    note = office.note(order)
    office.put_in(office.parcel(note, "T1"), office.note_position(note, positions["LAMP"], 1), 1)
    office.put_in(office.parcel(note, "T2"), office.note_position(note, positions["BOOK"], 1), 1)

    assert contents(packages) == [{}, {BOX: 1}]


def test_a_set_is_not_complete_before_its_last_part_has_left(
    office: JtlOffice, packages: JtlPackages
) -> None:
    order, positions = book_set(office, 1, LAMP=1, BOOK=1)
    note = office.note(order)
    still_here = office.parcel(note, "T1", sent=None)
    office.put_in(still_here, office.note_position(note, positions["LAMP"], 1), 1)
    office.put_in(office.parcel(note, "T2"), office.note_position(note, positions["BOOK"], 1), 1)

    assert contents(packages) == [{BOX: 1}, {}]


def test_a_set_packed_as_itself_is_not_counted_by_its_parts(
    office: JtlOffice, packages: JtlPackages
) -> None:
    order, positions = book_set(office, 1, LAMP=1)
    note = office.note(order)
    parcel = office.parcel(note, "T1")
    for position in positions.values():
        office.put_in(parcel, office.note_position(note, position, 1), 1)

    assert contents(packages) == [{BOX: 1}]


def test_halves_count_when_they_make_a_whole(office: JtlOffice, packages: JtlPackages) -> None:
    order = book(office, LAMP=3)
    note = office.note(order)
    line = office.note_position(note, 1, 3)
    office.put_in(office.parcel(note, "T1"), line, 1.5)
    office.put_in(office.parcel(note, "T2"), line, 1.5)

    assert contents(packages) == [{LAMP: 1}, {LAMP: 2}]


def test_a_third_of_a_set_three_times_is_a_set(office: JtlOffice, packages: JtlPackages) -> None:
    """
    0.333… + 0.333… + 0.333… falls short of 1 by a rounding only.
    """
    order = book(office, LAMP=1)
    note = office.note(order)
    line = office.note_position(note, 1, 1)
    for tracking in ("T1", "T2", "T3"):
        office.put_in(office.parcel(note, tracking), line, 0.3333333333333)

    assert contents(packages) == [{}, {}, {LAMP: 1}]


def test_a_position_without_a_number_takes_its_articles(
    office: JtlOffice, packages: JtlPackages
) -> None:
    book(office, LAMP=1)
    office.pack(FIRST, tracking_number="T1", LAMP=1)
    office.run("UPDATE tAuftragPosition SET cArtNr = ''")

    assert contents(packages) == [{LAMP: 1}]


def test_every_erp_order_under_a_number_counts(office: JtlOffice, packages: JtlPackages) -> None:
    book(office, LAMP=1)
    office.pack(FIRST, tracking_number="T1", LAMP=1)
    book(office, LAMP=1)
    office.pack(FIRST, tracking_number="T2", LAMP=1)

    found = packages.of_orders([FIRST])

    assert [parcel.tracking_number for parcel in found] == ["T1", "T2"]
    assert [dict(parcel.units) for parcel in found] == [{LAMP: 1}, {LAMP: 1}]


def test_a_parcel_without_a_method_is_shown(office: JtlOffice, packages: JtlPackages) -> None:
    office.parcel(office.note(book(office, LAMP=1)), "T1")
    office.run("UPDATE tVersand SET kVersandArt = 999")

    assert [parcel.shipping_method for parcel in packages.of_orders([FIRST])] == [""]
