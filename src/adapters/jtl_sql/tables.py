"""The columns we read of JTL-Wawi's tables and views, and the one table we write."""

import sqlalchemy as sa

from adapters.jtl_sql.exact_decimal import ExactDecimal

METADATA = sa.MetaData()

#: The schemas of JTL's database; SQLite has none.
SCHEMAS = ("dbo", "Verkauf", "Kunde")


def _table(schema: str, name: str, *columns: sa.Column[object]) -> sa.Table:
    # Without implicit RETURNING: OUTPUT fails on tables that have triggers, and JTL's have.
    return sa.Table(name, METADATA, *columns, schema=schema, implicit_returning=False)


def _key(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer)


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Unicode)


def _decimal(name: str) -> sa.Column[object]:
    return sa.Column(name, ExactDecimal)


#: No status, no error, no order number: only the document tells what waits there.
INBOX = _table(
    "dbo",
    "tXMLBestellImport",
    sa.Column("cText", sa.UnicodeText),
    sa.Column("nPlattform", sa.SmallInteger),
    sa.Column("nRechnung", sa.SmallInteger),
)

ARTICLES = _table(
    "dbo", "tArtikel", _key("kArtikel"), _text("cArtNr"), _key("nPuffer"), _text("cLagerAktiv")
)
#: One row per article, reservations subtracted.
STOCK = _table("dbo", "tlagerbestand", _key("kArtikel"), _decimal("fVerfuegbar"))
#: Physical units, reservations not subtracted.
WAREHOUSE_STOCK = _table(
    "dbo", "vLagerbestandProLager", _key("kArtikel"), _key("kWarenlager"), _decimal("fBestand")
)

ORDERS = _table(
    "Verkauf",
    "tAuftrag",
    _key("kAuftrag"),
    _text("cAuftragsNr"),
    _key("nType"),
    _text("cExterneAuftragsnummer"),
    sa.Column("nStorno", sa.Boolean),
)
ORDER_POSITIONS = _table(
    "Verkauf",
    "tAuftragPosition",
    _key("kAuftragPosition"),
    _key("kAuftrag"),
    _key("kArtikel"),
    _text("cArtNr"),
    _decimal("fAnzahl"),
    _key("kAuftragStueckliste"),
)

#: ``kBestellung`` is the order's ``kAuftrag``, ``kBestellPos`` its ``kAuftragPosition``.
DELIVERY_NOTES = _table("dbo", "tLieferschein", _key("kLieferschein"), _key("kBestellung"))
DELIVERY_NOTE_POSITIONS = _table(
    "dbo",
    "tLieferscheinPos",
    _key("kLieferscheinPos"),
    _key("kLieferschein"),
    _key("kBestellPos"),
    _decimal("fAnzahl"),
)
#: One row is one parcel.
PARCELS = _table(
    "dbo",
    "tVersand",
    _key("kVersand"),
    _key("kLieferschein"),
    _text("cIdentCode"),
    _key("kVersandArt"),
    sa.Column("dVersendet", sa.DateTime),
)
PARCEL_POSITIONS = _table(
    "dbo", "tVersandPos", _key("kVersand"), _key("kLieferscheinPos"), _decimal("fAnzahl")
)
SHIPPING_METHODS = _table("dbo", "tversandart", _key("kVersandArt"), _text("cName"))

CUSTOMERS = _table("Kunde", "lvKunde", _key("kKunde"), _text("cKundenNr"), _text("cEMail"))
