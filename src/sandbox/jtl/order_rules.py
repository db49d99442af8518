"""
The rules by which JTL takes or refuses one order of a document.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import attrs

from sandbox.jtl.bookable_order import BookableOrder, BookablePosition
from sandbox.jtl.countries import country
from sandbox.jtl.format_a import RefusedOrderError, check_shape
from sandbox.jtl.xml_tree import Node

CURRENCIES = {"BGN", "CHF", "CZK", "DKK", "EUR", "GBP", "HUF", "NOK", "PLN", "RON", "SEK", "USD"}
_GERMAN_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,13})?")
_CENT = Decimal("0.01")


@attrs.frozen(kw_only=True)
class Catalogue:
    """
    What an order may refer to; all look-ups ignore the case, each answers a key or nothing.
    """

    article: Callable[[str], int | None]
    shipping_methods: Mapping[str, int]
    payment_methods: Mapping[str, int]
    companies: frozenset[int]
    users: frozenset[int]


def read_order(node: Node, catalogue: Catalogue) -> BookableOrder:
    """
    Return the order an element describes.

    Raises:
        RefusedOrderError: It breaks a rule; the first one found is named.
    """
    check_shape(node)
    _check_head(node)
    _check_dates(node)
    positions = tuple(
        _position(child, catalogue) for child in node.children if child.tag == "twarenkorbpos"
    )
    if all(position.article is None for position in positions):
        raise RefusedOrderError("no position with an article")
    customer = node.child("tkunde")
    return BookableOrder(
        external=node.value("cExterneBestellNr"),
        own_number=node.value("cBestellNr"),
        currency=node.value("cWaehrung"),
        company=_key(node, "kFirma", catalogue.companies),
        user=_key(node, "kBenutzer", catalogue.users),
        shipping_method=_method(node, "cVersandartName", catalogue.shipping_methods),
        payment_method=_method(node, "cZahlungsartName", catalogue.payment_methods),
        paid=_iso(node.value("dBezahltDatum")),
        customer={tag: customer.value(tag) for tag in ("cKundenNr", "cHerkunft", "cUSTID", "cWWW")},
        billing=_address(customer),
        delivery=_address(node.child("tlieferadresse")),
        positions=positions,
    )


def _check_head(node: Node) -> None:
    if not re.fullmatch(r"[a-z]{3}", node.value("cSprache")):
        raise RefusedOrderError("cSprache is no language")
    if node.value("cWaehrung") not in CURRENCIES:
        raise RefusedOrderError(f"cWaehrung {node.value('cWaehrung')!r} is unknown")
    if not node.value("cExterneBestellNr").strip():
        raise RefusedOrderError("cExterneBestellNr is empty")
    if not node.value("dErstellt"):
        raise RefusedOrderError("dErstellt is empty")
    if len(node.attributes.get("cRechnungsNr", "")) > 50:
        raise RefusedOrderError("cRechnungsNr is too long")
    for tag in ("fGuthaben", "fGesamtsumme", "fBezahlt"):
        if any(child.tag == tag for child in node.children):
            _decimal(node, tag)
    customer = node.child("tkunde")
    if any(child.tag == "fRabatt" for child in customer.children):
        _decimal(customer, "fRabatt")


def _check_dates(node: Node) -> None:
    dates = [
        *(node.value(t) for t in ("dVersandDatum", "dLieferDatum", "dErstellt", "dBezahltDatum")),
        node.child("tkunde").value("dErstellt"),
    ]
    for text in filter(None, dates):
        if not _iso(text):
            raise RefusedOrderError(f"{text!r} is no date")
    if len({"." in text for text in dates if text}) > 1:
        raise RefusedOrderError("dates of two kinds in one order")


def _iso(text: str) -> str:
    if german := _GERMAN_DATE.fullmatch(text):
        day, month, year = german.groups()
    elif iso := _ISO_DATE.fullmatch(text):
        year, month, day = iso.groups()
    else:
        return ""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _key(node: Node, attribute: str, known: frozenset[int]) -> int:
    text = node.attributes.get(attribute, "1")
    if not text.isascii() or not text.isdigit() or int(text) not in known:
        raise RefusedOrderError(f"{attribute} {text!r} does not exist")
    return int(text)


def _method(node: Node, tag: str, known: Mapping[str, int]) -> int:
    key = known.get(node.value(tag).casefold())
    if key is None:
        raise RefusedOrderError(f"{tag} {node.value(tag)!r} does not exist")
    return key


def _address(node: Node) -> Mapping[str, str]:
    known = country(node.value("cLand"))
    if known is None:
        raise RefusedOrderError(f"{node.tag}: cLand {node.value('cLand')!r} is unknown")
    same = "cAnrede cTitel cVorname cFirma cStrasse cAdressZusatz cPLZ cOrt cBundesland cTel cMobil"
    row = {tag: node.value(tag) for tag in (*same.split(), "cFax", "cMail")}
    return {**row, "cName": node.value("cNachname"), "cISO": known[0], "cLand": known[1]}


def _position(node: Node, catalogue: Catalogue) -> BookablePosition:
    _check_prices(node)
    if _decimal(node, "fAnzahl") <= 0:
        raise RefusedOrderError("fAnzahl is not positive")
    if not node.value("cName").strip():
        raise RefusedOrderError("cName of a position is empty")
    return BookablePosition(
        article=_article(node, catalogue),
        number=node.value("cArtNr"),
        name=node.value("cName"),
        units=node.value("fAnzahl"),
        net=node.value("fPreisEinzelNetto"),
        gross=node.value("fPreis"),
        vat_percent=node.value("fMwSt"),
        discount=node.value("fRabatt"),
    )


def _article(node: Node, catalogue: Catalogue) -> int | None:
    kind, number = node.value("cPosTyp"), node.value("cArtNr")
    if kind == "versandkosten":
        if number:
            raise RefusedOrderError(f"shipping costs with article number {number!r}")
        return None
    if kind != "standard":
        raise RefusedOrderError(f"cPosTyp {kind!r} is unknown")
    key = catalogue.article(number)
    if key is None:
        raise RefusedOrderError(f"cArtNr {number!r} is unknown")
    return key


def _check_prices(node: Node) -> None:
    net, gross = _decimal(node, "fPreisEinzelNetto"), _decimal(node, "fPreis")
    rate, discount = _decimal(node, "fMwSt"), _decimal(node, "fRabatt")
    if not re.fullmatch(r".*\.[0-9]{2}", node.value("fPreis")):
        raise RefusedOrderError("fPreis has not two places")
    if not 0 <= rate < 100:
        raise RefusedOrderError("fMwSt is no rate in percent")
    if not 0 <= discount <= 100:
        raise RefusedOrderError("fRabatt is no rate in percent")
    if abs(net * (100 + rate) / 100 - gross) > _CENT:
        raise RefusedOrderError(f"net {net} and gross {gross} do not fit at {rate} %")


def _decimal(node: Node, tag: str) -> Decimal:
    text = node.value(tag)
    if not _DECIMAL.fullmatch(text):
        raise RefusedOrderError(f"{tag} {text!r} is no number")
    return Decimal(text)
