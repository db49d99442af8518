"""Orders as JTL reads them: one ``tBestellung`` element of format A each."""

from collections.abc import Sequence
from datetime import date

import attrs

from adapters.jtl_xml.german_countries import german_country
from adapters.jtl_xml.options import CountryForm, DateForm, XmlOptions
from adapters.jtl_xml.xml_text import encoded, xml_text
from temu_core.address import PostalAddress
from temu_core.document import DocumentPosition, OrderDocument, PositionKind, RenderedOrder
from temu_core.ports.order_renderer import OrderRenderer

_POSITION_TYPES = {PositionKind.ARTICLE: "standard", PositionKind.SHIPPING: "versandkosten"}

# Every element must be there even when it is empty, and in this order: positions before customer.
_PAYMENT = (
    "<tzahlungsinfo><cBankName/><cBLZ/><cKontoNr/><cKartenNr/><dGueltigkeit/><cCVV/>"
    "<cKartenTyp/><cInhaber/><cIBAN/><cBIC/></tzahlungsinfo></tBestellung>"
)


@attrs.frozen
class JtlOrderRenderer(OrderRenderer):
    """
    Writes orders by the rules of format A, in Latin-1, without line breaks.

    A string builder, because it is several times faster than an XML library;
    the tests read its output back with one.
    """

    options: XmlOptions = attrs.field(factory=XmlOptions)
    _start: str = attrs.field(init=False, repr=False)
    _methods: str = attrs.field(init=False, repr=False)

    @_start.default
    def _start_tag(self) -> str:
        company, user = self.options.company, self.options.user
        attributes = ("" if company is None else f' kFirma="{company}"') + (
            "" if user is None else f' kBenutzer="{user}"'
        )
        return f"<tBestellung{attributes}>{_element('cSprache', self.options.language)}"

    @_methods.default
    def _shipping_block(self) -> str:
        return (
            f"{_element('cVersandartName', self.options.shipping_method)}<cVersandInfo/>"
            "<dVersandDatum/><cTracking/><dLieferDatum/><cKommentar/><cBemerkung/>"
        )

    def render(self, documents: Sequence[OrderDocument]) -> Sequence[RenderedOrder]:
        """
        Return one element per order, without prolog and root.
        """
        return [
            RenderedOrder(number=document.number, body=encoded(self._order(document)))
            for document in documents
        ]

    def _order(self, document: OrderDocument) -> str:
        day = self._day(document.placed_on)
        positions = "".join([self._position(position) for position in document.positions])
        return (
            f"{self._start}{_element('cWaehrung', document.currency)}<cBestellNr/>"
            f"{_element('cExterneBestellNr', document.number)}{self._methods}"
            f"<dErstellt>{day}</dErstellt>"
            f"{_element('cZahlungsartName', self.options.payment_method)}"
            f"<dBezahltDatum>{day}</dBezahltDatum>{positions}"
            f"{self._customer(document, day)}{self._delivery(document.address)}{_PAYMENT}"
        )

    def _position(self, position: DocumentPosition) -> str:
        unit = self.options.unit if position.kind is PositionKind.ARTICLE else ""
        return (
            f"<twarenkorbpos>{_element('cName', position.name)}"
            f"{_element('cArtNr', position.article)}<cBarcode/>{_element('cEinheit', unit)}"
            f"<fPreisEinzelNetto>{position.unit_net:.5f}</fPreisEinzelNetto>"
            f"<fPreis>{_two_places(position.unit_gross)}</fPreis>"
            f"<fMwSt>{position.vat_rate:.2f}</fMwSt><fAnzahl>{position.units}.00</fAnzahl>"
            f"<cPosTyp>{_POSITION_TYPES[position.kind]}</cPosTyp><fRabatt>0.00</fRabatt>"
            "</twarenkorbpos>"
        )

    def _customer(self, document: OrderDocument, day: str) -> str:
        address = document.address
        return (
            f"<tkunde>{_element('cKundenNr', document.customer_number)}<cAnrede/><cTitel/>"
            f"{_element('cVorname', address.first_name)}{_element('cNachname', address.last_name)}"
            f"{self._place(address)}<cUSTID/><cWWW/>{_element('cHerkunft', self.options.origin)}"
            f"<dErstellt>{day}</dErstellt></tkunde>"
        )

    def _delivery(self, address: PostalAddress) -> str:
        return (
            f"<tlieferadresse><cAnrede/>{_element('cVorname', address.first_name)}"
            f"{_element('cNachname', address.last_name)}<cTitel/>{self._place(address)}"
            "</tlieferadresse>"
        )

    def _place(self, address: PostalAddress) -> str:
        named = self.options.country_form is CountryForm.GERMAN_NAME
        country = german_country(address.country) if named else address.country
        return (
            f"<cFirma/>{_element('cStrasse', address.street)}"
            f"{_element('cAdressZusatz', address.supplement)}{_element('cPLZ', address.post_code)}"
            f"{_element('cOrt', address.city)}{_element('cBundesland', address.state)}"
            f"{_element('cLand', country)}{_element('cTel', address.phone)}<cMobil/><cFax/>"
            f"{_element('cMail', address.mail)}"
        )

    def _day(self, day: date) -> str:
        if self.options.date_form is DateForm.ISO:
            return day.isoformat()
        return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def _element(tag: str, text: str) -> str:
    text = xml_text(text)
    return f"<{tag}>{text}</{tag}>" if text else f"<{tag}/>"


def _two_places(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole}.{rest:02d}"
