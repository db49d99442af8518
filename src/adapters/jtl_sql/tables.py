"""The columns we read of JTL-Wawi's tables and views, and the one table we write."""

import sqlalchemy as sa

from adapters.jtl_sql.exact_decimal import ExactDecimal

METADATA = sa.MetaData()

#: The schemas of JTL's database, and the one that describes them; SQLite has none.
SCHEMAS = ("dbo", "Verkauf", "Kunde", "INFORMATION_SCHEMA", "sys")

#: Views that only some shops need.
SHELVES_VIEW, CUSTOMERS_VIEW = "vLagerbestandProLager", "lvKunde"


def _table(schema: str, name: str, *columns: sa.Column[object]) -> sa.Table:
    # Without implicit RETURNING: OUTPUT fails on tables that have triggers, and JTL's have.
    return sa.Table(name, METADATA, *columns, schema=schema, implicit_returning=False)


def _read(schema: str, name: str, alias: str, *columns: sa.Column[object]) -> sa.FromClause:
    # By its alias a column has two names; with a database and a schema before it, it has four,
    # which SQL Server calls deprecated.
    return _table(schema, name, *columns).alias(alias)


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
#: The same, to look into.
WAITING = INBOX.alias("waiting")

ARTICLES = _read(
    "dbo",
    "tArtikel",
    "article",
    _key("kArtikel"),
    _text("cArtNr"),
    _key("nPuffer"),
    _text("cLagerAktiv"),
)
#: One row per article, reservations subtracted.
STOCK = _read("dbo", "tlagerbestand", "stock", _key("kArtikel"), _decimal("fVerfuegbar"))
#: Physical units, reservations not subtracted.
WAREHOUSE_STOCK = _read(
    "dbo",
    SHELVES_VIEW,
    "shelf",
    _key("kArtikel"),
    _key("kWarenlager"),
    _decimal("fBestand"),
)

ORDERS = _read(
    "Verkauf",
    "tAuftrag",
    "sales_order",
    _key("kAuftrag"),
    _text("cAuftragsNr"),
    _key("nType"),
    _text("cExterneAuftragsnummer"),
    sa.Column("nStorno", sa.Boolean),
)
ORDER_POSITIONS = _read(
    "Verkauf",
    "tAuftragPosition",
    "order_position",
    _key("kAuftragPosition"),
    _key("kAuftrag"),
    _key("kArtikel"),
    _text("cArtNr"),
    _decimal("fAnzahl"),
    _key("kAuftragStueckliste"),
)

#: ``kBestellung`` is the order's ``kAuftrag``, ``kBestellPos`` its ``kAuftragPosition``.
DELIVERY_NOTES = _read("dbo", "tLieferschein", "note", _key("kLieferschein"), _key("kBestellung"))
DELIVERY_NOTE_POSITIONS = _read(
    "dbo",
    "tLieferscheinPos",
    "note_position",
    _key("kLieferscheinPos"),
    _key("kLieferschein"),
    _key("kBestellPos"),
    _decimal("fAnzahl"),
)
#: One row is one parcel.
PARCELS = _read(
    "dbo",
    "tVersand",
    "parcel",
    _key("kVersand"),
    _key("kLieferschein"),
    _text("cIdentCode"),
    _key("kVersandArt"),
    sa.Column("dVersendet", sa.DateTime),
)
PARCEL_POSITIONS = _read(
    "dbo", "tVersandPos", "packed", _key("kVersand"), _key("kLieferscheinPos"), _decimal("fAnzahl")
)
SHIPPING_METHODS = _read(
    "dbo", "tversandart", "shipping_method", _key("kVersandArt"), _text("cName")
)

CUSTOMERS = _read(
    "Kunde", CUSTOMERS_VIEW, "customer", _key("kKunde"), _text("cKundenNr"), _text("cEMail")
)

#: What our login may see of all of these; one of SQL Server's own views.
COLUMNS = sa.Table(
    "COLUMNS",
    sa.MetaData(),
    _text("TABLE_SCHEMA"),
    _text("TABLE_NAME"),
    _text("COLUMN_NAME"),
    _text("DATA_TYPE"),
    schema="INFORMATION_SCHEMA",
).alias("seen")

#: SQL Server's own lists of tables and of columns that are computed from others.
SYSTEM_TABLES = sa.Table(
    "tables",
    sa.MetaData(),
    _text("name"),
    _key("object_id"),
    _key("schema_id"),
    schema="sys",
).alias("made")
SYSTEM_SCHEMAS = sa.Table(
    "schemas", sa.MetaData(), _text("name"), _key("schema_id"), schema="sys"
).alias("place")
COMPUTED_COLUMNS = sa.Table(
    "computed_columns", sa.MetaData(), _text("name"), _key("object_id"), schema="sys"
).alias("computed")

#: SQL Server gives it a new number, the highest of the database, whenever its row is written.
VERSION = "bRowversion"
