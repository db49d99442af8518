"""
What the worker books, when, and what nobody is told.
"""

from decimal import Decimal

import attrs
import pytest
from tests.unit.sandbox_jtl.conftest import ARTICLES, Office
from tests.unit.sandbox_jtl.order_document import (
    a_document,
    a_position,
    an_order,
    shipping_costs,
)

from sandbox.jtl.world import JtlSetup, JtlStory


def test_an_order_is_booked_five_minutes_after_it_was_seen(office: Office) -> None:
    office.deliver(a_document())

    office.pass_time(299)
    early = office.book("booked")
    office.pass_time(1)

    assert early == {}
    assert office.book("booked") == {"PO-1": ["AU-202611-10001"]}


def test_the_inbox_row_disappears_when_its_order_is_booked(office: Office) -> None:
    office.deliver(a_document())
    waiting = office.rows("SELECT count(*) FROM tXMLBestellImport")

    office.pass_time(300)

    assert waiting == [(1,)]
    assert office.rows("SELECT count(*) FROM tXMLBestellImport") == [(0,)]
    assert office.world.books()["inbox_rows_seen"] == 1


def test_a_row_of_two_orders_stays_until_both_are_decided(office: Office) -> None:
    office.world.set_story("PO-2", JtlStory(book_after_s=600))
    office.deliver(a_document(an_order("PO-1"), an_order("PO-2")))

    office.pass_time(300)
    waiting = office.world.books()["inbox_rows_waiting"]
    office.pass_time(300)

    assert waiting == 1
    assert office.world.books()["inbox_rows_waiting"] == 0


def test_inbox_rows_can_be_kept(office: Office) -> None:
    office.world.close()
    office.setup = JtlSetup(articles=ARTICLES, keep_inbox_rows=True)
    office.open()
    office.deliver(a_document())

    office.pass_time(300)

    assert office.rows("SELECT count(*) FROM tXMLBestellImport") == [(1,)]
    assert office.world.books()["inbox_rows_waiting"] == 0


def test_the_database_holds_the_order_in_local_time(office: Office) -> None:
    office.deliver(a_document())

    office.pass_time(300)

    assert office.rows(
        """SELECT cExterneAuftragsnummer, nType, dErstellt, cWaehrung, nStorno FROM tAuftrag"""
    ) == [("PO-1", 1, "2026-11-23 10:05:00", "EUR", 0)]
    assert office.rows("SELECT fWertBrutto FROM tAuftragEckdaten") == [(49.98,)]


def test_positions_and_addresses_are_written(office: Office) -> None:
    office.deliver(
        a_document(
            an_order(positions=a_position() + shipping_costs(), delivery={"cLand": "Österreich"})
        )
    )

    office.pass_time(300)

    assert office.rows("SELECT cArtNr, fAnzahl, fVkNetto, fMwSt, nType FROM tAuftragPosition") == [
        ("LAMP", 2, 21, 19, 1),
        ("", 1, 4.19328, 19, 2),
    ]
    assert office.rows("SELECT nTyp, cName, cISO FROM tAuftragAdresse ORDER BY nTyp") == [
        (0, "Musterfeld", "AT"),
        (1, "Musterfeld", "DE"),
    ]


def test_an_article_number_is_found_in_any_case(office: Office) -> None:
    office.deliver(a_document(an_order(positions=a_position(cArtNr="lamp"))))

    office.pass_time(300)

    assert office.stock("LAMP") == (8, 2, 6)


def test_booking_reserves_stock(office: Office) -> None:
    before = office.stock("LAMP")

    office.deliver(a_document())
    office.pass_time(300)

    assert before == (8, 0, 8)
    assert office.stock("LAMP") == (8, 2, 6)


def test_a_set_reserves_its_components(office: Office) -> None:
    before = office.stock("BOX")

    office.deliver(a_document(an_order(positions=a_position(cArtNr="BOX"))))
    office.pass_time(300)

    assert before[2] == 3
    assert office.stock("LAMP")[2] == 6
    assert office.stock("BOOK")[2] == 2
    assert office.stock("BOX")[2] == 1
    parent, *components = office.rows(
        "SELECT kAuftragPosition, kAuftragStueckliste, fAnzahl FROM tAuftragPosition"
    )
    assert parent == (1, 1, 2)
    assert components == [(2, 1, 2), (3, 1, 4)]


def test_an_unmanaged_article_has_no_stock_to_lower(office: Office) -> None:
    office.deliver(a_document(an_order(positions=a_position(cArtNr="GIFT"))))

    office.pass_time(300)

    assert office.stock("GIFT") == (0, 0, 0)


def test_a_second_document_makes_a_second_order(office: Office) -> None:
    """
    The trap: nothing in JTL protects from the same external number.
    """
    office.deliver(a_document(), a_document())

    office.pass_time(300)

    assert office.book("booked") == {"PO-1": ["AU-202611-10001", "AU-202611-10002"]}
    assert office.book("documents") == {"PO-1": 2}


def test_an_empty_customer_number_makes_a_new_customer_each_time(office: Office) -> None:
    office.deliver(a_document(), a_document())

    office.pass_time(300)

    assert office.rows("SELECT count(*) FROM lvKunde WHERE cEMail LIKE 'KUNDE-1@%'") == [(2,)]


def test_a_known_customer_number_is_used_again(office: Office) -> None:
    order = an_order(customer={"cKundenNr": "T-7"})
    office.deliver(a_document(order), a_document(order))

    office.pass_time(300)

    assert office.rows("SELECT cKundenNr FROM tkunde") == [("T-7",)]
    assert office.rows("SELECT DISTINCT cKundenNr FROM tAuftrag") == [("T-7",)]


def test_a_refused_order_leaves_no_trace_in_the_database(office: Office) -> None:
    office.world.set_story("PO-1", JtlStory(refuse=True))
    office.deliver(a_document())

    office.pass_time(300)

    assert office.refusals() == [("PO-1", "the story says so")]
    tables = ("tXMLBestellImport", "tAuftrag", "tkunde")
    assert [office.rows(f"SELECT count(*) FROM {table}") for table in tables] == [[(0,)]] * 3


def test_one_refused_order_does_not_stop_the_others_of_its_document(office: Office) -> None:
    broken = an_order("PO-2", positions=a_position(cArtNr="NOBODY"))
    office.deliver(a_document(an_order("PO-1"), broken, an_order("PO-3")))

    office.pass_time(300)

    assert list(office.book("booked")) == ["PO-1", "PO-3"]
    assert [number for number, _ in office.refusals()] == ["PO-2"]


def test_broken_xml_loses_every_order_of_the_document(office: Office) -> None:
    office.deliver(a_document(an_order("PO-1"), an_order("PO-2"))[:-3])

    office.pass_time(300)

    assert office.book("booked") == {}
    assert [number for number, _ in office.refusals()] == ["PO-1", "PO-2"]


@pytest.mark.parametrize("content", [None, "", "   "])
def test_an_empty_row_is_refused(office: Office, content: str | None) -> None:
    office.deliver(content)

    office.pass_time(300)

    assert [number for number, _ in office.refusals()] == [""]


def test_a_story_can_book_twice(office: Office) -> None:
    office.world.set_story("PO-1", JtlStory(book_twice=True))
    office.deliver(a_document())

    office.pass_time(300)

    assert office.rows("SELECT count(*) FROM tAuftrag") == [(2,)]


def test_an_own_order_number_is_kept_and_refused_when_taken(office: Office) -> None:
    office.deliver(
        a_document(an_order("PO-1", head={"cBestellNr": "X-1"})),
        a_document(an_order("PO-2", head={"cBestellNr": "X-1"})),
    )

    office.pass_time(300)

    assert office.book("booked") == {"PO-1": ["X-1"]}
    assert office.refusals() == [("PO-2", "cBestellNr 'X-1' is taken")]


def test_a_row_someone_takes_back_in_time_is_not_booked(office: Office) -> None:
    office.deliver(a_document())
    office.write("DELETE FROM tXMLBestellImport")

    office.pass_time(300)

    assert office.book("booked") == {}


def test_foreign_orders_reserve_stock_without_an_external_number(office: Office) -> None:
    number = office.world.add_foreign_order({"LAMP": Decimal(3)})

    assert number == "AU-202611-10001"
    assert office.stock("LAMP") == (8, 3, 5)
    assert office.book("booked") == {}


def test_selling_more_than_there_is_shows_in_the_books(office: Office) -> None:
    office.deliver(a_document(an_order(positions=a_position(fAnzahl="9.00"))))

    office.pass_time(300)

    assert office.world.books()["oversold"] == {"LAMP": -1}


def test_added_stock_is_available_at_once(office: Office) -> None:
    office.world.add_stock("LAMP", 2, 4)

    assert office.stock("LAMP") == (12, 0, 12)


def test_a_known_database_keeps_its_articles(office: Office) -> None:
    office.world.close()
    office.setup = attrs.evolve(office.setup, articles=())
    office.open()

    assert office.stock("LAMP") == (8, 0, 8)
