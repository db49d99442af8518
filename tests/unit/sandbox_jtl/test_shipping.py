"""
Delivery notes, parcels and cancellations after an order was booked.
"""

from decimal import Decimal

import pytest
from tests.unit.sandbox_jtl.conftest import Office
from tests.unit.sandbox_jtl.order_document import a_document, a_position, an_order

from sandbox.jtl.delivery_notes import invented_number
from sandbox.jtl.world import JtlParcel, JtlStory

_PARCELS = """SELECT cTrackingId, cVersandartName, dVersendet FROM lvLieferscheinpaket
    ORDER BY kInternePaketnummer"""
_CONTENTS = """SELECT v.cIdentCode, p.cArtNr, vp.fAnzahl FROM tVersandPos vp
    JOIN tVersand v ON v.kVersand = vp.kVersand
    JOIN tLieferscheinPos l ON l.kLieferscheinPos = vp.kLieferscheinPos
    JOIN tAuftragPosition p ON p.kAuftragPosition = l.kBestellPos
    ORDER BY v.kVersand, p.kAuftragPosition"""


def a_parcel(tracking: str, after_s: int = 60, **items: int) -> JtlParcel:
    return JtlParcel(
        after_s=after_s,
        method="DPD",
        tracking=tracking,
        items={number: Decimal(units) for number, units in items.items()},
    )


def book(office: Office, story: JtlStory | None = None, positions: str | None = None) -> None:
    """
    Book PO-1 at once, at 10:00 local time.
    """
    if story is not None:
        office.world.set_story("PO-1", story)
    office.deliver(a_document(an_order("PO-1", positions=positions)))
    if story is None:
        office.pass_time(300)


def test_by_default_one_dhl_parcel_leaves_two_hours_after_booking(office: Office) -> None:
    book(office)

    office.pass_time(7199)
    early = office.rows(_PARCELS)
    office.pass_time(1)

    assert early == []
    assert office.rows(_PARCELS) == [(invented_number(1), "DHL Paket", "2026-11-23 12:05:00")]
    assert office.rows(_CONTENTS) == [(invented_number(1), "LAMP", 2)]


def test_invented_numbers_differ_and_look_like_dhl() -> None:
    numbers = {invented_number(key) for key in range(1, 2000)}

    assert len(numbers) == 1999
    assert all(len(n) == 20 and n.startswith("00340000") and n.isdigit() for n in numbers)


def test_shipping_takes_stock_from_the_shipping_warehouse_first(office: Office) -> None:
    book(office, JtlStory(book_after_s=0), a_position(fAnzahl="4.00"))

    office.pass_time(7200)

    assert office.stock("LAMP") == (4, 0, 4)
    assert office.rows(
        """SELECT s.kWarenlager, s.fBestand FROM vLagerbestandProLager s
            JOIN tArtikel a ON a.kArtikel = s.kArtikel
            WHERE a.cArtNr = 'LAMP' ORDER BY s.kWarenlager"""
    ) == [(1, 4), (2, 0)]


def test_the_views_lead_from_the_external_number_to_the_parcel(office: Office) -> None:
    book(office)

    office.pass_time(7200)

    assert office.rows(
        """SELECT l.cBestellungInetBestellNr, l.dVersendet, l.nAnzahlVersendetePakete
            FROM lvLieferschein l JOIN lvLieferscheinpaket p USING (kLieferschein)"""
    ) == [("PO-1", "2026-11-23 12:05:00", 1)]
    assert office.rows("SELECT nKomplettAusgeliefert FROM tAuftrag") == [(1,)]


def test_parcels_of_different_times_make_partial_deliveries(office: Office) -> None:
    parcels = (a_parcel("A", 60, LAMP=1), a_parcel("B", 120))
    book(office, JtlStory(book_after_s=0, parcels=parcels))

    office.pass_time(60)
    half = office.rows("SELECT nKomplettAusgeliefert FROM tAuftrag")
    office.pass_time(60)

    assert half == [(0,)]
    assert office.rows(_CONTENTS) == [("A", "LAMP", 1), ("B", "LAMP", 1)]
    assert office.rows("SELECT count(*) FROM tLieferschein") == [(2,)]
    assert office.stock("LAMP") == (6, 0, 6)


def test_parcels_of_one_moment_share_a_delivery_note(office: Office) -> None:
    parcels = (a_parcel("A", LAMP=1), a_parcel("B"))
    book(office, JtlStory(book_after_s=0, parcels=parcels))

    office.pass_time(60)

    assert office.rows("SELECT nAnzahlPakete FROM lvLieferschein") == [(2,)]
    assert office.rows(_CONTENTS) == [("A", "LAMP", 1), ("B", "LAMP", 1)]


def test_more_than_was_ordered_can_be_packed(office: Office) -> None:
    """
    A connector has to hold what does not fit.
    """
    book(office, JtlStory(book_after_s=0, parcels=(a_parcel("A", LAMP=3),)))

    office.pass_time(60)

    assert office.rows(_CONTENTS) == [("A", "LAMP", 3)]
    assert office.stock("LAMP") == (5, 0, 5)


def test_units_fill_the_positions_of_an_article_oldest_first(office: Office) -> None:
    book(
        office,
        JtlStory(book_after_s=0, parcels=(a_parcel("A", LAMP=3),)),
        a_position() + a_position(),
    )

    office.pass_time(60)

    assert office.rows("SELECT kBestellPos, fAnzahl FROM tLieferscheinPos") == [(1, 2), (2, 1)]


@pytest.mark.parametrize("items", [{}, {"BOX": 2}])
def test_a_set_is_packed_as_its_components(office: Office, items: dict[str, int]) -> None:
    story = JtlStory(book_after_s=0, parcels=(a_parcel("A", **items),))
    book(office, story, a_position(cArtNr="BOX"))

    office.pass_time(60)

    assert office.rows(_CONTENTS) == [("A", "LAMP", 2), ("A", "BOOK", 4)]
    assert office.stock("LAMP") == (6, 0, 6)
    assert office.rows("SELECT nKomplettAusgeliefert FROM tAuftrag") == [(1,)]


def test_a_delivery_note_can_wait_for_its_parcel(office: Office) -> None:
    book(office, JtlStory(book_after_s=0, delivery_note_without_parcel=True))

    office.pass_time(7200)
    bare = office.rows("SELECT nAnzahlPakete, dVersendet FROM lvLieferschein")
    office.world.set_story("PO-1", JtlStory(parcels=(a_parcel("A", 9000),)))
    office.pass_time(1800)

    assert bare == [(0, None)]
    assert office.rows("SELECT nAnzahlPakete, dVersendet FROM lvLieferschein") == [
        (1, "2026-11-23 12:30:00")
    ]
    assert office.rows(_CONTENTS) == [("A", "LAMP", 2)]


def test_a_label_has_a_number_and_leaves_later(office: Office) -> None:
    label = JtlStory(book_after_s=0, label_only=True, parcels=(a_parcel("A", LAMP=2),))
    book(office, label)

    office.pass_time(60)
    printed = office.rows(_PARCELS)
    office.world.set_story("PO-1", JtlStory(parcels=(a_parcel("A", 3600, LAMP=2),)))
    office.pass_time(3540)

    assert printed == [("A", "DPD", None)]
    assert office.rows(_PARCELS) == [("A", "DPD", "2026-11-23 11:00:00")]
    assert office.rows(_CONTENTS) == [("A", "LAMP", 2)]


def test_a_new_story_does_not_pack_the_same_parcel_twice(office: Office) -> None:
    book(office, JtlStory(book_after_s=0, parcels=(a_parcel("A", LAMP=1),)))
    office.pass_time(60)

    office.world.set_story("PO-1", JtlStory(parcels=(a_parcel("A", LAMP=1), a_parcel("B", 90))))
    office.pass_time(60)

    assert [row[0] for row in office.rows(_PARCELS)] == ["A", "B"]


def test_an_unknown_method_becomes_a_shipping_method(office: Office) -> None:
    parcel = JtlParcel(after_s=0, method="Bote Beispiel", tracking="X")
    book(office, JtlStory(book_after_s=0, parcels=(parcel,)))

    assert office.rows(_PARCELS) == [("X", "Bote Beispiel", "2026-11-23 10:00:00")]


def test_a_story_without_parcels_never_ships(office: Office) -> None:
    book(office, JtlStory(book_after_s=0, parcels=()))

    office.pass_time(1_000_000)

    assert office.rows("SELECT count(*) FROM tLieferschein") == [(0,)]


def test_a_cancelled_order_sets_its_units_free_and_is_not_packed(office: Office) -> None:
    book(office, JtlStory(book_after_s=0, cancel_after_s=3600))

    office.pass_time(7200)

    assert office.rows("SELECT nStorno FROM tAuftrag") == [(1,)]
    assert office.rows("SELECT dStorniert FROM tAuftragStorno") == [("2026-11-23 11:00:00",)]
    assert office.rows("SELECT count(*) FROM tVersand") == [(0,)]
    assert office.stock("LAMP") == (8, 0, 8)


def test_cancelling_after_a_partial_delivery_frees_only_the_rest(office: Office) -> None:
    book(office, JtlStory(book_after_s=0, parcels=(a_parcel("A", LAMP=1),)))
    office.pass_time(60)

    office.world.cancel("PO-1")
    office.world.cancel("PO-1")

    assert office.stock("LAMP") == (7, 0, 7)
    assert office.rows("SELECT count(*) FROM tAuftragStorno") == [(1,)]


def test_only_a_booked_order_can_be_cancelled(office: Office) -> None:
    with pytest.raises(LookupError):
        office.world.cancel("PO-1")


def test_the_books_tell_the_parcels(office: Office) -> None:
    book(office, JtlStory(book_after_s=0, parcels=(a_parcel("A", LAMP=1),)))

    office.pass_time(60)

    assert office.book("parcels") == {
        "PO-1": [
            {
                "tracking": "A",
                "method": "DPD",
                "shipped_at": "2026-11-23 10:01:00",
                "delivery_note": "LS-202611-10001",
                "order": "AU-202611-10001",
                "items": {"LAMP": 1},
            }
        ]
    }
