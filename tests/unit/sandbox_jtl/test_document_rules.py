"""
Each rule of format A, broken one at a time.
"""

import pytest
from tests.unit.sandbox_jtl.order_document import (
    PROLOG,
    a_document,
    a_position,
    an_order,
    shipping_costs,
)

from sandbox.jtl.bookable_order import BookableOrder
from sandbox.jtl.document import read_document
from sandbox.jtl.order_rules import Catalogue

CATALOGUE = Catalogue(
    article={"LAMP": 7}.get,
    shipping_methods={"temu": 1},
    payment_methods={"temu": 2},
    companies=frozenset({1}),
    users=frozenset({1}),
)


def verdict(content: str | bytes) -> BookableOrder | str:
    """
    Return what becomes of the only order of a document.
    """
    (order,) = read_document(content, CATALOGUE)
    return order.verdict


def test_the_boring_document_is_accepted() -> None:
    order = verdict(a_document(an_order(positions=a_position() + shipping_costs())))

    assert isinstance(order, BookableOrder)
    assert order.external == "PO-1"
    assert [p.article for p in order.positions] == [7, None]
    assert order.positions[0].name == "Beispiel-Lampe, grün"
    assert order.delivery["cLand"] == "Deutschland"
    assert order.paid == "2026-03-07"


def test_an_order_survives_being_kept_as_text() -> None:
    order = verdict(a_document())

    assert isinstance(order, BookableOrder)
    assert BookableOrder.from_json(order.to_json()) == order


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(an_order(attributes=""), id="no attributes"),
        pytest.param(an_order(attributes='cRechnungsNr="R-1"'), id="an invoice number"),
        pytest.param(an_order(head={"cKommentar": "zwei\nZeilen"}), id="two lines of comment"),
        pytest.param(an_order(head={"cVersandartName": "temu"}), id="method in lower case"),
        pytest.param(an_order(delivery={"cLand": "polen"}), id="country by German name"),
        pytest.param(an_order(head={"cWaehrung": "PLN"}), id="another currency"),
        pytest.param(an_order(customer={"cVorname": "Łucja"}), id="a letter outside Latin-1"),
        pytest.param(
            an_order(
                head={"dErstellt": "2026-03-07", "dBezahltDatum": ""},
                customer={"dErstellt": "2026-03-07"},
            ),
            id="ISO dates",
        ),
        pytest.param(
            an_order().replace("<cEinheit>", "<cSeriennummer/><cEinheit>"), id="serial number"
        ),
        pytest.param(
            an_order().replace("<twarenkorbpos>", "<fBezahlt>1.00</fBezahlt><twarenkorbpos>"),
            id="paid amount",
        ),
        pytest.param(an_order(positions=a_position(fPreis="25.00")), id="gross one cent off"),
        pytest.param(an_order(positions=a_position(cName="x" * 255)), id="longest item name"),
    ],
)
def test_what_format_a_allows_is_accepted(order: str) -> None:
    assert isinstance(verdict(a_document(order)), BookableOrder)


@pytest.mark.parametrize(
    ("order", "why"),
    [
        pytest.param(an_order("x" * 51), "cExterneBestellNr has 51", id="long number"),
        pytest.param(an_order(""), "cExterneBestellNr is empty", id="no number"),
        pytest.param(an_order(attributes='kFirma="2"'), "kFirma '2'", id="unknown company"),
        pytest.param(an_order(attributes='kBenutzer="x"'), "kBenutzer 'x'", id="unknown user"),
        pytest.param(an_order(attributes='a="1"'), "unknown attributes", id="odd attribute"),
        pytest.param(an_order(head={"cWaehrung": "EURO"}), "cWaehrung", id="currency"),
        pytest.param(an_order(head={"cSprache": ""}), "cSprache", id="language"),
        pytest.param(
            an_order(head={"cVersandartName": "Brieftaube"}), "cVersandartName", id="method"
        ),
        pytest.param(an_order(head={"cZahlungsartName": ""}), "cZahlungsartName", id="payment"),
        pytest.param(an_order(head={"dErstellt": ""}), "dErstellt is empty", id="no date"),
        pytest.param(an_order(head={"dErstellt": "31.02.2026"}), "no date", id="impossible date"),
        pytest.param(an_order(head={"dErstellt": "2026-03-07"}), "two kinds", id="mixed dates"),
        pytest.param(
            an_order(customer={"dErstellt": "gestern"}), "'gestern' is no date", id="text date"
        ),
        pytest.param(an_order(head={"cTracking": "a\tb"}), "U+0009", id="tab"),
        pytest.param(an_order(delivery={"cOrt": "a\x85b"}), "U+0085", id="C1 character"),
        pytest.param(an_order(delivery={"cLand": "XX"}), "tlieferadresse: cLand", id="country"),
        pytest.param(an_order(customer={"cLand": ""}), "tkunde: cLand", id="no country"),
        pytest.param(an_order(delivery={"cPLZ": "1" * 25}), "cPLZ has 25", id="long post code"),
        pytest.param(an_order(customer={"cTel": "1" * 31}), "cTel has 31", id="long phone"),
        pytest.param(an_order(customer={"cNachname": "x" * 256}), "cNachname", id="long name"),
        pytest.param(an_order(customer={"cFirma": "x" * 129}), "cFirma", id="long company"),
        pytest.param(an_order(customer={"cKundenNr": "x" * 31}), "cKundenNr", id="customer number"),
        pytest.param(an_order(positions=""), "twarenkorbpos expected", id="no position"),
        pytest.param(an_order(positions=shipping_costs()), "no position with", id="only shipping"),
    ],
)
def test_an_order_that_breaks_a_rule_is_refused(order: str, why: str) -> None:
    answer = verdict(a_document(order))

    assert isinstance(answer, str)
    assert why in answer


@pytest.mark.parametrize(
    ("position", "why"),
    [
        pytest.param(a_position(cArtNr="NOBODY"), "cArtNr 'NOBODY' is unknown", id="article"),
        pytest.param(a_position(cArtNr=""), "cArtNr '' is unknown", id="no article"),
        pytest.param(shipping_costs(cArtNr="LAMP"), "with article number", id="shipping article"),
        pytest.param(a_position(cPosTyp="gutschein"), "cPosTyp 'gutschein'", id="kind"),
        pytest.param(a_position(fAnzahl="0.00"), "not positive", id="no units"),
        pytest.param(a_position(fAnzahl="1,00"), "is no number", id="comma"),
        pytest.param(a_position(fPreis=""), "fPreis '' is no number", id="empty price"),
        pytest.param(a_position(fPreis="24.990"), "two places", id="three places"),
        pytest.param(a_position(fPreis="25"), "two places", id="no places"),
        pytest.param(a_position(fPreis="1.000,00"), "is no number", id="thousands"),
        pytest.param(a_position(fPreisEinzelNetto=""), "fPreisEinzelNetto ''", id="no net price"),
        pytest.param(a_position(fPreisEinzelNetto="21.02"), "do not fit", id="net and gross"),
        pytest.param(a_position(fMwSt="7.00"), "do not fit", id="other rate"),
        pytest.param(a_position(fMwSt="3,99"), "fMwSt '3,99'", id="rate with comma"),
        pytest.param(a_position(fRabatt=""), "fRabatt ''", id="no discount"),
        pytest.param(a_position(cName="x" * 256), "cName has 256", id="long item name"),
        pytest.param(a_position(cName=" "), "cName of a position", id="no item name"),
    ],
)
def test_a_position_that_breaks_a_rule_refuses_its_order(position: str, why: str) -> None:
    answer = verdict(a_document(an_order(positions=a_position() + position)))

    assert isinstance(answer, str)
    assert why in answer


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<cBestellNr></cBestellNr>", "", "cBestellNr expected"),
        ("<cTracking></cTracking>", "<cTracking/><cTracking/>", "dLieferDatum expected"),
        ("<cEinheit></cEinheit>", "", "cEinheit expected"),
        ("<cTitel></cTitel>", "", "cTitel expected"),
        ("<cCVV></cCVV>", "", "cCVV expected"),
        ("<cBIC></cBIC>", "", "the end found"),
        ("<cBIC></cBIC>", "<cBIC/><cSWIFT/>", "cSWIFT does not belong"),
        ("<cBIC></cBIC>", "<cBIC><b/></cBIC>", "cBIC holds elements"),
        ("<tkunde>", "<tkunde>x", "loose text in tkunde"),
        ("<cOrt>", '<cOrt lang="de">', "unknown attributes"),
    ],
)
def test_elements_must_all_be_there_in_their_order(old: str, new: str, why: str) -> None:
    document = a_document().replace(old, new)

    answer = verdict(document)

    assert document != a_document()
    assert isinstance(answer, str)
    assert why in answer


def test_the_customer_must_not_stand_before_the_positions() -> None:
    whole = an_order()
    position = a_position()
    moved = whole.replace(position, "").replace("<tlieferadresse>", f"{position}<tlieferadresse>")

    assert "twarenkorbpos expected, tkunde found" in str(verdict(a_document(moved)))


@pytest.mark.parametrize(
    ("document", "why"),
    [
        pytest.param(a_document()[:-1], "broken XML", id="cut"),
        pytest.param(a_document().replace("ISO-8859-1", "UTF-8"), "prolog says", id="encoding"),
        pytest.param(a_document().replace("1.0", "1.1", 1), "1.1", id="version"),
        pytest.param(PROLOG + "<tBestellungen/>", "no order", id="no order"),
        pytest.param(PROLOG + an_order(), "root tBestellung", id="no root"),
        pytest.param(a_document(prolog=PROLOG + "<!DOCTYPE x>"), "document type", id="doctype"),
        pytest.param(a_document("<other/>"), "the root holds", id="another element"),
        pytest.param(a_document().replace("Mara", "&#1;"), "broken XML", id="control character"),
        pytest.param(a_document().replace("Mara", "\ud800"), "half a character", id="surrogate"),
    ],
)
def test_a_document_that_cannot_be_read_is_lost(document: str, why: str) -> None:
    answer = verdict(document)

    assert isinstance(answer, str)
    assert why in answer


def test_an_inbox_text_needs_no_prolog() -> None:
    assert isinstance(verdict(a_document(prolog="")), BookableOrder)


def test_a_file_is_read_as_latin_1() -> None:
    order = verdict(a_document().encode("latin-1"))

    assert isinstance(order, BookableOrder)
    assert order.positions[0].name == "Beispiel-Lampe, grün"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(a_document().encode(), "the bytes are UTF-8", id="UTF-8 bytes"),
        pytest.param(a_document(prolog="").encode("latin-1"), "no encoding", id="no prolog"),
        pytest.param(
            a_document(an_order(positions=a_position(cName="5 €"))).encode("cp1252"),
            "U+0080",
            id="Windows bytes",
        ),
    ],
)
def test_a_file_must_be_what_its_prolog_says(data: bytes, why: str) -> None:
    answer = verdict(data)

    assert isinstance(answer, str)
    assert why in answer
