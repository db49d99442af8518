"""
Builds order documents in format A, each part of which a test can break.
"""

from collections.abc import Mapping
from xml.sax.saxutils import escape

PROLOG = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'

_HEAD = {
    "cSprache": "ger",
    "cWaehrung": "EUR",
    "cBestellNr": "",
    "cExterneBestellNr": "PO-1",
    "cVersandartName": "TEMU",
    "cVersandInfo": "",
    "dVersandDatum": "",
    "cTracking": "",
    "dLieferDatum": "",
    "cKommentar": "",
    "cBemerkung": "",
    "dErstellt": "07.03.2026",
    "cZahlungsartName": "TEMU",
    "dBezahltDatum": "07.03.2026",
}
_POSITION = {
    "cName": "Beispiel-Lampe, grün",
    "cArtNr": "LAMP",
    "cBarcode": "",
    "cEinheit": "",
    "fPreisEinzelNetto": "21.00000",
    "fPreis": "24.99",
    "fMwSt": "19.00",
    "fAnzahl": "2.00",
    "cPosTyp": "standard",
    "fRabatt": "0.00",
}
_SHIPPING = {
    **_POSITION,
    "cName": "Versandkosten",
    "cArtNr": "",
    "fPreisEinzelNetto": "4.19328",
    "fPreis": "4.99",
    "fAnzahl": "1.00",
    "cPosTyp": "versandkosten",
}
_CUSTOMER = {
    "cKundenNr": "",
    "cAnrede": "",
    "cTitel": "",
    "cVorname": "Mara",
    "cNachname": "Musterfeld",
    "cFirma": "",
    "cStrasse": "Erfundener Weg 12",
    "cAdressZusatz": "Hinterhaus",
    "cPLZ": "00000",
    "cOrt": "Nirgendwo",
    "cBundesland": "",
    "cLand": "DE",
    "cTel": "",
    "cMobil": "",
    "cFax": "",
    "cMail": "kunde-1@example.invalid",
    "cUSTID": "",
    "cWWW": "",
    "cHerkunft": "TEMU",
    "dErstellt": "07.03.2026",
}
_DELIVERY_ORDER = [
    "cAnrede",
    "cVorname",
    "cNachname",
    "cTitel",
    "cFirma",
    "cStrasse",
    "cAdressZusatz",
    "cPLZ",
    "cOrt",
    "cBundesland",
    "cLand",
    "cTel",
    "cMobil",
    "cFax",
    "cMail",
]
_PAYMENT = [
    "cBankName",
    "cBLZ",
    "cKontoNr",
    "cKartenNr",
    "dGueltigkeit",
    "cCVV",
    "cKartenTyp",
    "cInhaber",
    "cIBAN",
    "cBIC",
]


def elements(fields: Mapping[str, str]) -> str:
    """
    Return one element per field, in the given order.
    """
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in fields.items())


def a_position(**changes: str) -> str:
    """
    Return a position of two lamps at 24.99.
    """
    return f"<twarenkorbpos>{elements({**_POSITION, **changes})}</twarenkorbpos>"


def shipping_costs(**changes: str) -> str:
    """
    Return a position of shipping costs.
    """
    return f"<twarenkorbpos>{elements({**_SHIPPING, **changes})}</twarenkorbpos>"


def an_order(
    number: str = "PO-1",
    positions: str | None = None,
    head: Mapping[str, str] | None = None,
    customer: Mapping[str, str] | None = None,
    delivery: Mapping[str, str] | None = None,
    attributes: str = 'kFirma="1" kBenutzer="1"',
) -> str:
    """
    Return one order; what is not named is valid and boring.
    """
    address = {tag: _CUSTOMER[tag] for tag in _DELIVERY_ORDER} | dict(delivery or {})
    return (
        f"<tBestellung {attributes}>"
        + elements({**_HEAD, "cExterneBestellNr": number, **(head or {})})
        + (a_position() if positions is None else positions)
        + f"<tkunde>{elements({**_CUSTOMER, **(customer or {})})}</tkunde>"
        + f"<tlieferadresse>{elements(address)}</tlieferadresse>"
        + f"<tzahlungsinfo>{elements(dict.fromkeys(_PAYMENT, ''))}</tzahlungsinfo>"
        + "</tBestellung>"
    )


def a_document(*orders: str, prolog: str = PROLOG) -> str:
    """
    Return a document of these orders, or of one boring order.
    """
    return f"{prolog}<tBestellungen>{''.join(orders or (an_order(),))}</tBestellungen>"
