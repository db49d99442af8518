"""The first documents' way to write orders: the whole document as a tree, then to disk."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from temu_core.document import DocumentPosition, OrderDocument

_EMPTY_PAYMENT = (
    *("cBankName", "cBLZ", "cKontoNr", "cKartenNr", "dGueltigkeit", "cCVV"),
    *("cKartenTyp", "cInhaber", "cIBAN", "cBIC"),
)


def write_tree(documents: Sequence[OrderDocument], path: Path) -> None:
    """
    Build one tree of all orders, every element of format A in it, and write it.
    """
    root = etree.Element("tBestellungen")
    for document in documents:
        _order(root, document)
    etree.ElementTree(root).write(str(path), encoding="ISO-8859-1", xml_declaration=True)


def _add(parent: etree._Element, name: str, text: str = "") -> None:
    etree.SubElement(parent, name).text = text or None


def _order(root: etree._Element, document: OrderDocument) -> None:
    order = etree.SubElement(root, "tBestellung", kFirma="1", kBenutzer="1")
    day = f"{document.placed_on:%d.%m.%Y}"
    for name, text in (
        *(("cSprache", "ger"), ("cWaehrung", document.currency), ("cBestellNr", "")),
        *(("cExterneBestellNr", document.number), ("cVersandartName", "TEMU")),
        *(("cVersandInfo", ""), ("dVersandDatum", ""), ("cTracking", ""), ("dLieferDatum", "")),
        *(("cKommentar", ""), ("cBemerkung", ""), ("dErstellt", day)),
        *(("cZahlungsartName", "TEMU"), ("dBezahltDatum", day)),
    ):
        _add(order, name, text)
    for position in document.positions:
        _position(order, position)
    address = document.address
    customer = etree.SubElement(order, "tkunde")
    for name, text in (
        *(("cKundenNr", document.customer_number), ("cAnrede", ""), ("cTitel", "")),
        *(("cVorname", address.first_name), ("cNachname", address.last_name)),
    ):
        _add(customer, name, text)
    _place(customer, document)
    for name, text in (("cUSTID", ""), ("cWWW", ""), ("cHerkunft", "TEMU"), ("dErstellt", day)):
        _add(customer, name, text)
    delivery = etree.SubElement(order, "tlieferadresse")
    for name, text in (
        *(("cAnrede", ""), ("cVorname", address.first_name)),
        *(("cNachname", address.last_name), ("cTitel", "")),
    ):
        _add(delivery, name, text)
    _place(delivery, document)
    payment = etree.SubElement(order, "tzahlungsinfo")
    for name in _EMPTY_PAYMENT:
        _add(payment, name)


def _position(order: etree._Element, position: DocumentPosition) -> None:
    element = etree.SubElement(order, "twarenkorbpos")
    for name, text in (
        *(("cName", position.name), ("cArtNr", position.article), ("cBarcode", "")),
        *(("cEinheit", "stk"), ("fPreisEinzelNetto", f"{position.unit_net:.5f}")),
        *(("fPreis", f"{position.unit_gross / 100:.2f}"), ("fMwSt", f"{position.vat_rate:.2f}")),
        *(("fAnzahl", f"{position.units}.00"), ("cPosTyp", "standard"), ("fRabatt", "0.00")),
    ):
        _add(element, name, text)


def _place(parent: etree._Element, document: OrderDocument) -> None:
    address = document.address
    for name, text in (
        *(("cFirma", ""), ("cStrasse", address.street), ("cAdressZusatz", address.supplement)),
        *(("cPLZ", address.post_code), ("cOrt", address.city), ("cBundesland", address.state)),
        *(("cLand", address.country), ("cTel", address.phone), ("cMobil", ""), ("cFax", "")),
        ("cMail", address.mail),
    ):
        _add(parent, name, text)
