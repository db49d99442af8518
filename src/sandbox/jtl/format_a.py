"""
The elements of an order document in format A: their order, which may be missing, their lengths.
"""

from collections.abc import Mapping

from sandbox.jtl.xml_tree import Node

#: Elements that may be missing; all others must be there, even when empty.
OPTIONAL = {
    "tBestellung": {"fGuthaben", "fGesamtsumme", "fBezahlt"},
    "twarenkorbpos": {"cSeriennummer", "twarenkorbposeigenschaft"},
    "tkunde": {"fRabatt"},
}
REPEATED = {"twarenkorbpos", "twarenkorbposeigenschaft"}

SEQUENCES: Mapping[str, tuple[str, ...]] = {
    tag: tuple(names.split())
    for tag, names in {
        "tBestellung": """cSprache cWaehrung fGuthaben fGesamtsumme cBestellNr cExterneBestellNr
            cVersandartName cVersandInfo dVersandDatum cTracking dLieferDatum cKommentar cBemerkung
            dErstellt cZahlungsartName dBezahltDatum fBezahlt twarenkorbpos tkunde tlieferadresse
            tzahlungsinfo""",
        "twarenkorbpos": """cName cArtNr cBarcode cSeriennummer cEinheit fPreisEinzelNetto fPreis
            fMwSt fAnzahl cPosTyp fRabatt twarenkorbposeigenschaft""",
        "tkunde": """cKundenNr cAnrede cTitel cVorname cNachname cFirma cStrasse cAdressZusatz cPLZ
            cOrt cBundesland cLand cTel cMobil cFax cMail cUSTID cWWW fRabatt cHerkunft
            dErstellt""",
        "tlieferadresse": """cAnrede cVorname cNachname cTitel cFirma cStrasse cAdressZusatz cPLZ
            cOrt cBundesland cLand cTel cMobil cFax cMail""",
        "tzahlungsinfo": """cBankName cBLZ cKontoNr cKartenNr dGueltigkeit cCVV cKartenTyp cInhaber
            cIBAN cBIC""",
    }.items()
}

#: The widths of the database columns an element ends in.
LENGTHS: Mapping[str, int] = {
    "cBestellNr": 50,
    "cExterneBestellNr": 50,
    "cVersandartName": 255,
    "cZahlungsartName": 255,
    "cName": 255,
    "cArtNr": 100,
    "cBarcode": 255,
    "cKundenNr": 30,
    "cAnrede": 30,
    "cTitel": 64,
    "cVorname": 255,
    "cNachname": 255,
    "cFirma": 128,
    "cStrasse": 255,
    "cAdressZusatz": 255,
    "cPLZ": 24,
    "cOrt": 255,
    "cBundesland": 255,
    "cLand": 255,
    "cTel": 30,
    "cMobil": 30,
    "cFax": 30,
    "cMail": 255,
    "cUSTID": 50,
    "cWWW": 255,
    "cHerkunft": 255,
}
MANY_LINES = {"cKommentar", "cBemerkung"}
ATTRIBUTES = {"tBestellung": {"cRechnungsNr", "kFirma", "kBenutzer"}}


class RefusedOrderError(Exception):
    """
    One order breaks a rule; JTL drops it without a word.
    """


def check_shape(node: Node) -> None:
    """
    Refuse an element whose children, attributes or texts are not those of format A.
    """
    if unknown := set(node.attributes) - ATTRIBUTES.get(node.tag, set()):
        raise RefusedOrderError(f"{node.tag} has unknown attributes {sorted(unknown)}")
    if node.tag == "twarenkorbposeigenschaft":
        return
    if node.tag not in SEQUENCES:
        _check_leaf(node)
        return
    if node.text.strip():
        raise RefusedOrderError(f"loose text in {node.tag}")
    _check_sequence(node)
    for child in node.children:
        check_shape(child)


def _check_sequence(node: Node) -> None:
    optional = OPTIONAL.get(node.tag, set())
    found = [child.tag for child in node.children]
    at = 0
    for expected in SEQUENCES[node.tag]:
        times = 0
        while at < len(found) and found[at] == expected and (not times or expected in REPEATED):
            at, times = at + 1, times + 1
        if not times and expected not in optional:
            there = found[at] if at < len(found) else "the end"
            raise RefusedOrderError(f"{node.tag}: {expected} expected, {there} found")
    if at < len(found):
        raise RefusedOrderError(f"{node.tag}: {found[at]} does not belong there")


def _check_leaf(node: Node) -> None:
    if node.children:
        raise RefusedOrderError(f"{node.tag} holds elements")
    limit = LENGTHS.get(node.tag)
    if limit is not None and len(node.text) > limit:
        raise RefusedOrderError(f"{node.tag} has {len(node.text)} characters, {limit} fit")
    lines = "\t\n\r" if node.tag in MANY_LINES else ""
    for character in node.text:
        if (character < " " and character not in lines) or "\x7f" <= character <= "\x9f":
            raise RefusedOrderError(f"{node.tag} has control character U+{ord(character):04X}")
