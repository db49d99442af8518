"""Offers and the stock they should show."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    INTENT_ID,
    NAME,
    SHOP,
    LongText,
    Quantity,
    UtcDateTime,
    metadata,
)

offers = sa.Table(
    "offers",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("sku_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("goods_id", sa.BigInteger, nullable=False),
    sa.Column("seller_sku", LongText, nullable=False),
    # Case-folded, as much as an index takes.
    sa.Column("sku_key", NAME, nullable=False),
    sa.Column("name", LongText, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("listed_at", UtcDateTime, nullable=False),
    # What the marketplace is known to have; null while an answer is missing.
    sa.Column("marketplace_units", sa.BigInteger),
    # Of the open stock update; empty when there is none.
    sa.Column("intent_id", INTENT_ID, nullable=False),
    sa.Column("refusal", LongText, nullable=False),
    sa.Index(None, "shop", "active", "goods_id", "sku_id"),
    sa.Index(None, "shop", "sku_key"),
)

stock = sa.Table(
    "stock",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("sku_id", sa.BigInteger, primary_key=True, autoincrement=False),
    # The target, and how it came about.
    sa.Column("units", sa.BigInteger, nullable=False),
    sa.Column("sharing", LongText, nullable=False),
    sa.Column("computed_at", UtcDateTime, nullable=False),
    # The article's availability with its inputs.
    sa.Column("article", LongText, nullable=False),
    sa.Column("article_key", NAME, nullable=False),
    sa.Column("available", sa.BigInteger, nullable=False),
    sa.Column("sellable", Quantity, nullable=False),
    sa.Column("physical", Quantity),
    sa.Column("reserved", sa.BigInteger, nullable=False),
    sa.Column("buffer", sa.BigInteger, nullable=False),
    # Null: computed before they were kept.
    sa.Column("erp_buffer", sa.BigInteger),
    sa.Column("managed", sa.Boolean),
    sa.ForeignKeyConstraint(["shop", "sku_id"], ["offers.shop", "offers.sku_id"]),
    sa.Index(None, "shop", "article_key"),
)

stock_readings = sa.Table(
    "stock_readings",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    # JSON: the ERP's mark just before; all targets of the shop come from this reading.
    sa.Column("mark", LongText, nullable=False),
    sa.Column("read_at", UtcDateTime, nullable=False),
)
