"""
Every statement that JTL's database ever gets from us; only the last one writes.

*wanted* is a table of what is looked for: ``asked``, as we know it, and ``value``,
as JTL's columns are compared with it; keys have a ``value`` only.
"""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from adapters.jtl_sql.collation import as_bytes
from adapters.jtl_sql.exact_decimal import ExactDecimal
from adapters.jtl_sql.tables import (
    ARTICLES,
    COLUMNS,
    COMPUTED_COLUMNS,
    CUSTOMERS,
    DELIVERY_NOTE_POSITIONS,
    DELIVERY_NOTES,
    INBOX,
    METADATA,
    ORDER_POSITIONS,
    ORDERS,
    PARCEL_POSITIONS,
    PARCELS,
    SHIPPING_METHODS,
    STOCK,
    SYSTEM_SCHEMAS,
    SYSTEM_TABLES,
    VERSION,
    WAITING,
    WAREHOUSE_STOCK,
)
from adapters.jtl_sql.wanted import Server

_SALES_ORDER = 1
#: JTL's ``decimal(25,13)``.
_PLACES = 13
#: Of what a stock level is made; a view would be made of further tables.
STOCK_TABLES: tuple[sa.FromClause, ...] = (ARTICLES, STOCK)
#: Escapes what LIKE would take for a wildcard.
LIKE_ESCAPE = "~"


def columns(server: Server) -> sa.Select[Any]:
    """
    Return the columns of all tables of ours: ``place, table_name, column_name, data_type``.
    """
    if server.dialect != "mssql":
        return _columns_in_file()
    names = sorted(table.name for table in METADATA.sorted_tables)
    return sa.select(
        COLUMNS.c.TABLE_SCHEMA.label("place"),
        COLUMNS.c.TABLE_NAME.label("table_name"),
        COLUMNS.c.COLUMN_NAME.label("column_name"),
        COLUMNS.c.DATA_TYPE.label("data_type"),
    ).where(COLUMNS.c.TABLE_NAME.in_(names))


def _columns_in_file() -> sa.Select[Any]:
    master = sa.table("sqlite_master", sa.column("name"))
    info = sa.func.pragma_table_info(master.c.name).table_valued("name", "type")
    # A file has no schemas.
    schema = sa.case(
        {table.name.casefold(): table.schema for table in METADATA.sorted_tables},
        value=sa.func.lower(master.c.name),
    )
    return (
        sa.select(
            schema.label("place"),
            master.c.name.label("table_name"),
            info.c.name.label("column_name"),
            info.c.type.label("data_type"),
        )
        .select_from(master.join(info, sa.true()))
        .where(schema.is_not(None))
    )


def articles(wanted: sa.FromClause) -> sa.Select[Any]:
    """
    Return article numbers and how JTL spells them: ``asked, cArtNr``.
    """
    return sa.select(wanted.c.asked, ARTICLES.c.cArtNr).select_from(
        wanted.join(ARTICLES, _is_article(wanted))
    )


def untidy_articles() -> sa.Select[Any]:
    """
    Return the article numbers that somebody typed with blanks around them, oldest first.
    """
    number = ARTICLES.c.cArtNr
    untidy = sa.or_(number.like(" %"), number.like("% "))
    return sa.select(number).where(untidy).order_by(ARTICLES.c.kArtikel)


def versioned_tables() -> sa.Select[Any]:
    """
    Return which of the tables of stock have a version that tells of every change: ``name``.

    A view is none of them, nor a table of which we read a computed column: what
    it is computed from may stand elsewhere.
    """
    made, place, seen, computed = SYSTEM_TABLES, SYSTEM_SCHEMAS, COLUMNS, COMPUTED_COLUMNS
    ours = {column.name for table in STOCK_TABLES for column in table.c}
    is_computed = sa.exists(
        sa.select(sa.literal_column("1"))
        .select_from(computed)
        .where(computed.c.object_id == made.c.object_id, computed.c.name.in_(sorted(ours)))
    )
    return (
        sa.select(made.c.name)
        .select_from(
            made.join(place, place.c.schema_id == made.c.schema_id).join(
                seen,
                sa.and_(place.c.name == seen.c.TABLE_SCHEMA, made.c.name == seen.c.TABLE_NAME),
            )
        )
        .where(
            place.c.name == "dbo",
            made.c.name.in_([_name(table) for table in STOCK_TABLES]),
            seen.c.COLUMN_NAME == VERSION,
            # What INFORMATION_SCHEMA calls a rowversion.
            seen.c.DATA_TYPE == "timestamp",
            ~is_computed,
        )
    )


def stock_marks() -> sa.CompoundSelect[Any]:
    """
    Return how the tables of stock stand, a row each: ``name, held, newest``.
    """
    return sa.union_all(
        *(
            sa.select(
                sa.literal_column(f"'{_name(table)}'").label("name"),
                sa.literal_column("COUNT_BIG(*)").label("held"),
                sa.cast(
                    sa.func.max(sa.literal_column(f"{_alias(table)}.{VERSION}")), sa.BigInteger
                ).label("newest"),
            ).select_from(table)
            for table in STOCK_TABLES
        )
    )


def stock(
    wanted: sa.FromClause, warehouses: Collection[int], *, versions: bool = False
) -> sa.Select[Any]:
    """
    Return one row per article; its physical stock is that of *warehouses* together.

    ``asked, nPuffer, cLagerAktiv, fVerfuegbar, fBestand``; what has no row is NULL.
    With *versions* those of the two rows follow, where there are such columns.
    """
    source = wanted.join(ARTICLES, _is_article(wanted)).outerjoin(
        STOCK, STOCK.c.kArtikel == ARTICLES.c.kArtikel
    )
    physical: sa.ColumnElement[Any] = sa.null()
    if warehouses:
        # Summed there: a row per warehouse would cost more than the sum.  Rounded to the places
        # JTL keeps, for SQLite adds floating numbers.
        shelves = WAREHOUSE_STOCK
        physical = (
            sa.select(sa.func.round(sa.func.sum(shelves.c.fBestand), _PLACES, type_=ExactDecimal()))
            .where(
                shelves.c.kArtikel == ARTICLES.c.kArtikel,
                shelves.c.kWarenlager.in_(sorted(warehouses)),
            )
            .scalar_subquery()
        )
    return sa.select(
        wanted.c.asked,
        ARTICLES.c.nPuffer,
        ARTICLES.c.cLagerAktiv,
        STOCK.c.fVerfuegbar,
        physical.label("fBestand"),
        *(_version(table) for table in STOCK_TABLES if versions),
    ).select_from(source)


def orders(wanted: sa.FromClause) -> sa.Select[Any]:
    """
    Return the orders under external numbers: ``asked, cAuftragsNr, nStorno``, oldest first.
    """
    return (
        sa.select(wanted.c.asked, ORDERS.c.cAuftragsNr, ORDERS.c.nStorno)
        .select_from(wanted.join(ORDERS, _is_order(wanted)))
        .order_by(ORDERS.c.kAuftrag)
    )


def parcels(wanted: sa.FromClause) -> sa.Select[Any]:
    """
    Return the parcels of external order numbers, oldest first.

    ``asked, kAuftrag, kLieferschein, kVersand, cIdentCode, dVersendet, method``.
    """
    return (
        sa.select(
            wanted.c.asked,
            ORDERS.c.kAuftrag,
            PARCELS.c.kLieferschein,
            PARCELS.c.kVersand,
            PARCELS.c.cIdentCode,
            PARCELS.c.dVersendet,
            SHIPPING_METHODS.c.cName.label("method"),
        )
        .select_from(
            wanted.join(ORDERS, _is_order(wanted))
            .join(DELIVERY_NOTES, DELIVERY_NOTES.c.kBestellung == ORDERS.c.kAuftrag)
            .join(PARCELS, PARCELS.c.kLieferschein == DELIVERY_NOTES.c.kLieferschein)
            .outerjoin(SHIPPING_METHODS, SHIPPING_METHODS.c.kVersandArt == PARCELS.c.kVersandArt)
        )
        .order_by(PARCELS.c.kVersand)
    )


def delivered_positions(wanted: sa.FromClause) -> sa.Select[Any]:
    """
    Return what is on delivery notes and in which parcel it lies (NULL: in none yet).

    ``kLieferschein, kBestellPos, noted, kVersand, packed``; *wanted* are keys of orders.
    """
    positions, packed = DELIVERY_NOTE_POSITIONS, PARCEL_POSITIONS
    return sa.select(
        positions.c.kLieferschein,
        positions.c.kBestellPos,
        positions.c.fAnzahl.label("noted"),
        packed.c.kVersand,
        packed.c.fAnzahl.label("packed"),
    ).select_from(
        wanted.join(DELIVERY_NOTES, DELIVERY_NOTES.c.kBestellung == wanted.c.value)
        .join(positions, positions.c.kLieferschein == DELIVERY_NOTES.c.kLieferschein)
        .outerjoin(packed, packed.c.kLieferscheinPos == positions.c.kLieferscheinPos)
    )


def order_positions(wanted: sa.FromClause) -> sa.Select[Any]:
    """
    Return the positions of orders: ``kAuftrag, kAuftragPosition, number, fAnzahl, set_key``.

    *wanted* are keys of orders; *number* is the article's where the position has
    none of its own.
    """
    positions = ORDER_POSITIONS
    own_number = sa.func.nullif(positions.c.cArtNr, "")
    return sa.select(
        positions.c.kAuftrag,
        positions.c.kAuftragPosition,
        sa.func.coalesce(own_number, ARTICLES.c.cArtNr).label("number"),
        positions.c.fAnzahl,
        positions.c.kAuftragStueckliste.label("set_key"),
    ).select_from(
        wanted.join(positions, positions.c.kAuftrag == wanted.c.value).outerjoin(
            ARTICLES, ARTICLES.c.kArtikel == positions.c.kArtikel
        )
    )


def customers(wanted: sa.FromClause) -> sa.Select[Any]:
    """
    Return the newest customer with a number per mail address: ``asked, cKundenNr``.
    """
    numbered = sa.func.coalesce(CUSTOMERS.c.cKundenNr, "") != ""
    newest = (
        sa.select(wanted.c.asked, sa.func.max(CUSTOMERS.c.kKunde).label("kKunde"))
        .select_from(
            wanted.join(CUSTOMERS, sa.and_(CUSTOMERS.c.cEMail == wanted.c.value, numbered))
        )
        .group_by(wanted.c.asked)
        .subquery("newest")
    )
    return sa.select(newest.c.asked, CUSTOMERS.c.cKundenNr).select_from(
        newest.join(CUSTOMERS, CUSTOMERS.c.kKunde == newest.c.kKunde)
    )


def waiting(wanted: sa.FromClause) -> sa.Select[Any]:
    """
    Return which LIKE patterns a waiting document matches: ``asked``.
    """
    there = sa.exists(
        sa.select(sa.literal_column("1"))
        .select_from(WAITING)
        .where(_matches(WAITING.c.cText, wanted.c.asked))
    )
    return sa.select(wanted.c.asked).select_from(wanted).where(there)


def put_in_inbox() -> sa.Insert:
    """
    Add one document unless one with its number waits already or is an order.

    Parameters: ``text, platform, invoice, pattern`` (of LIKE), ``number``.  It
    asks for no locks beyond its row: our lease keeps a second writer away, and
    the ERP shall not wait for us.
    """
    booked = sa.exists(
        sa.select(sa.literal_column("1"))
        .select_from(ORDERS)
        .where(
            ORDERS.c.cExterneAuftragsnummer == sa.bindparam("number", type_=sa.Unicode()),
            ORDERS.c.nType == _SALES_ORDER,
        )
    )
    there = sa.exists(
        sa.select(sa.literal_column("1"))
        .select_from(WAITING)
        .where(_matches(WAITING.c.cText, sa.bindparam("pattern", type_=sa.Unicode())))
    )
    row = sa.select(
        sa.cast(sa.bindparam("text"), sa.Unicode),
        sa.cast(sa.bindparam("platform"), sa.SmallInteger),
        sa.cast(sa.bindparam("invoice"), sa.SmallInteger),
    ).where(~there, ~booked)
    return sa.insert(INBOX).from_select(["cText", "nPlattform", "nRechnung"], row)


def _name(table: sa.FromClause) -> str:
    assert isinstance(table, sa.Alias)
    assert isinstance(table.element, sa.Table)
    return table.element.name


def _alias(table: sa.FromClause) -> str:
    assert isinstance(table, sa.Alias)
    return str(table.name)


def _version(table: sa.FromClause) -> sa.ColumnElement[Any]:
    # None of the columns a JTL must have, so it stands in no table of ours.
    column: sa.ColumnElement[Any] = sa.literal_column(f"{_alias(table)}.{VERSION}")
    return sa.cast(column, sa.BigInteger).label(f"{_alias(table)}_version")


def _is_article(wanted: sa.FromClause) -> sa.ColumnElement[bool]:
    return ARTICLES.c.cArtNr == wanted.c.value


def _is_order(wanted: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        ORDERS.c.cExterneAuftragsnummer == wanted.c.value,
        ORDERS.c.nType == _SALES_ORDER,
    )


def _matches(text: sa.ColumnElement[Any], pattern: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return as_bytes(text).like(pattern, escape=LIKE_ESCAPE)
