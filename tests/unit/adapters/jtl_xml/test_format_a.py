"""What JTL demands of an order's bytes."""

from decimal import Decimal

import attrs
import pytest
from lxml import etree
from tests.contracts.order_renderer_contract import OrderRendererContract
from tests.unit.adapters.jtl_xml.documents import LAMP, SHIPPING, a_document

from adapters.jtl_xml.file_document import document_parts
from adapters.jtl_xml.options import CountryForm, DateForm, XmlOptions
from adapters.jtl_xml.renderer import JtlOrderRenderer
from temu_core.document import OrderDocument

ORDER = """cSprache cWaehrung cBestellNr cExterneBestellNr cVersandartName cVersandInfo
    dVersandDatum cTracking dLieferDatum cKommentar cBemerkung dErstellt cZahlungsartName
    dBezahltDatum twarenkorbpos twarenkorbpos tkunde tlieferadresse tzahlungsinfo"""
POSITION = """cName cArtNr cBarcode cEinheit fPreisEinzelNetto fPreis fMwSt fAnzahl cPosTyp
    fRabatt"""
CUSTOMER = """cKundenNr cAnrede cTitel cVorname cNachname cFirma cStrasse cAdressZusatz cPLZ cOrt
    cBundesland cLand cTel cMobil cFax cMail cUSTID cWWW cHerkunft dErstellt"""
DELIVERY = """cAnrede cVorname cNachname cTitel cFirma cStrasse cAdressZusatz cPLZ cOrt cBundesland
    cLand cTel cMobil cFax cMail"""
PAYMENT = """cBankName cBLZ cKontoNr cKartenNr dGueltigkeit cCVV cKartenTyp cInhaber cIBAN cBIC"""


class TestJtlOrderRenderer(OrderRendererContract):
    @pytest.fixture
    def renderer(self) -> JtlOrderRenderer:
        return JtlOrderRenderer()


def body_of(document: OrderDocument, options: XmlOptions | None = None) -> bytes:
    (rendered,) = JtlOrderRenderer(options or XmlOptions()).render([document])
    return rendered.body


def read(document: OrderDocument, options: XmlOptions | None = None) -> etree._Element:
    rendered = JtlOrderRenderer(options or XmlOptions()).render([document])
    return etree.fromstring(b"".join(document_parts(rendered)))[0]


@pytest.mark.parametrize(
    ("path", "tags"),
    [
        (".", ORDER),
        ("twarenkorbpos[1]", POSITION),
        ("twarenkorbpos[2]", POSITION),
        ("tkunde", CUSTOMER),
        ("tlieferadresse", DELIVERY),
        ("tzahlungsinfo", PAYMENT),
    ],
)
def test_every_element_stands_in_its_place(path: str, tags: str) -> None:
    """
    JTL drops an order without a word when an element is missing or out of place.
    """
    element = read(a_document()).find(path)

    assert element is not None
    assert [child.tag for child in element] == tags.split()


def test_an_empty_field_is_an_empty_element() -> None:
    document = attrs.evolve(a_document(supplement="", mail=""), customer_number="")

    body = body_of(document)

    assert b"<cBestellNr/>" in body
    assert b"<cKundenNr/>" in body
    assert body.count(b"<cAdressZusatz/>") == 2
    assert body.count(b"<cMail/>") == 2


def test_the_order_is_told_as_it_is() -> None:
    order = read(attrs.evolve(a_document("PO-7"), customer_number="10042"))

    assert order.findtext("cExterneBestellNr") == "PO-7"
    assert order.findtext("cWaehrung") == "EUR"
    assert order.findtext("dErstellt") == "07.03.2026"
    assert order.findtext("dBezahltDatum") == "07.03.2026"
    assert order.findtext("tkunde/cKundenNr") == "10042"
    assert order.findtext("tkunde/cStrasse") == "Erfundener Weg 12"
    assert order.findtext("tlieferadresse/cNachname") == "Musterfeld"
    assert order.findtext("tlieferadresse/cPLZ") == "00000"


def test_net_has_five_places_and_gross_two() -> None:
    lamp = attrs.evolve(LAMP, unit_net=Decimal("4.2"), unit_gross=5, units=12)
    order = read(attrs.evolve(a_document(), positions=(lamp, SHIPPING)))

    assert order.findtext("twarenkorbpos/fPreisEinzelNetto") == "4.20000"
    assert order.findtext("twarenkorbpos/fPreis") == "0.05"
    assert order.findtext("twarenkorbpos/fMwSt") == "19.00"
    assert order.findtext("twarenkorbpos/fAnzahl") == "12.00"
    assert order.findtext("twarenkorbpos[2]/fPreisEinzelNetto") == "4.19328"
    assert order.findtext("twarenkorbpos[2]/fPreis") == "4.99"


def test_an_article_and_shipping_are_different_kinds_of_position() -> None:
    order = read(a_document(), XmlOptions(unit="Stk"))

    assert order.findtext("twarenkorbpos/cPosTyp") == "standard"
    assert order.findtext("twarenkorbpos/cArtNr") == "LAMP"
    assert order.findtext("twarenkorbpos/cEinheit") == "Stk"
    assert order.findtext("twarenkorbpos[2]/cPosTyp") == "versandkosten"
    assert order.findtext("twarenkorbpos[2]/cArtNr") == ""
    assert order.findtext("twarenkorbpos[2]/cEinheit") == ""


def test_umlauts_are_latin_1() -> None:
    assert "<cOrt>Schönstädt</cOrt>".encode("latin-1") in body_of(a_document(city="Schönstädt"))


def test_what_latin_1_lacks_is_a_character_reference() -> None:
    document = a_document(city="Łódź", name="Lampe – 5 € 💡")

    assert "<cOrt>&#321;ód&#378;</cOrt>".encode("latin-1") in body_of(document)
    assert read(document).findtext("tkunde/cOrt") == "Łódź"
    assert read(document).findtext("twarenkorbpos/cName") == "Lampe – 5 € 💡"


def test_markup_in_a_text_stays_text() -> None:
    name = "A5 & <Stift> \"fein\" 'grün' ]]> &amp;"

    assert read(a_document(name=name)).findtext("twarenkorbpos/cName") == name


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Weg\x00 1\x0b2\x1f", "Weg 1 2", id="control characters"),
        pytest.param("Weg\x7f\x80\x9f 1", "Weg 1", id="delete and the second control block"),
        pytest.param("Weg 1\r\nHof\t2", "Weg 1 Hof 2", id="line breaks and tabs"),
        pytest.param("Weg \ud83d1\uffff", "Weg 1", id="no characters at all"),
    ],
)
def test_a_control_character_does_not_get_through(text: str, written: str) -> None:
    assert read(a_document(street=text)).findtext("tkunde/cStrasse") == written


def test_the_same_order_gives_the_same_bytes() -> None:
    assert body_of(a_document()) == body_of(a_document())


def test_settings_are_written() -> None:
    options = XmlOptions(
        company=3,
        user=4,
        shipping_method="Marktplatz & Co",
        payment_method="Vorab",
        origin="Basar",
        language="eng",
    )

    order = read(a_document(), options)

    assert (order.get("kFirma"), order.get("kBenutzer")) == ("3", "4")
    assert order.findtext("cSprache") == "eng"
    assert order.findtext("cVersandartName") == "Marktplatz & Co"
    assert order.findtext("cZahlungsartName") == "Vorab"
    assert order.findtext("tkunde/cHerkunft") == "Basar"


def test_an_attribute_without_a_value_is_left_out() -> None:
    assert not read(a_document(), XmlOptions(company=None, user=None)).attrib


def test_days_and_countries_take_the_form_that_is_set() -> None:
    options = XmlOptions(date_form=DateForm.ISO, country_form=CountryForm.GERMAN_NAME)

    order = read(a_document(country="AT"), options)

    assert order.findtext("dErstellt") == "2026-03-07"
    assert order.findtext("dBezahltDatum") == "2026-03-07"
    assert order.findtext("tkunde/dErstellt") == "2026-03-07"
    assert order.findtext("tkunde/cLand") == "Österreich"
    assert order.findtext("tlieferadresse/cLand") == "Österreich"


def test_a_country_without_a_german_name_keeps_its_code() -> None:
    options = XmlOptions(country_form=CountryForm.GERMAN_NAME)

    assert read(a_document(country="NZ"), options).findtext("tkunde/cLand") == "NZ"


def test_a_document_has_the_prolog_and_one_root() -> None:
    rendered = JtlOrderRenderer().render([a_document("PO-1"), a_document("PO-2")])

    document = b"".join(document_parts(rendered))

    assert document.startswith(b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<tBestellungen>')
    assert document.count(rendered[0].body) == 1
    numbers = etree.fromstring(document).xpath("tBestellung/cExterneBestellNr/text()")
    assert numbers == ["PO-1", "PO-2"]
