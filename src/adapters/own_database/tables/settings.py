"""What people taught and allowed us, and how far we are."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    HASH,
    NAME,
    SHOP,
    WORD,
    Counted,
    LongText,
    UtcDateTime,
    metadata,
)

watermarks = sa.Table(
    "watermarks",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("feed", WORD, primary_key=True),
    sa.Column("moment", UtcDateTime, nullable=False),
)

sku_map = sa.Table(
    "sku_map",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    # Case-folded.
    sa.Column("sku_key", NAME, primary_key=True),
    sa.Column("sku", LongText, nullable=False),
    sa.Column("article", LongText, nullable=False),
    sa.Column("changed_by", NAME, nullable=False),
    sa.Column("changed_at", UtcDateTime, nullable=False),
)

carrier_map = sa.Table(
    "carrier_map",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    # Case-folded.
    sa.Column("method_key", NAME, primary_key=True),
    sa.Column("method", LongText, nullable=False),
    # Null: seen, but not mapped yet.
    sa.Column("carrier_id", sa.BigInteger),
    sa.Column("changed_by", NAME, nullable=False),
    sa.Column("changed_at", UtcDateTime, nullable=False),
)

plans = sa.Table(
    "plans",
    metadata,
    sa.Column("id", Counted, primary_key=True, autoincrement=True),
    sa.Column("shop", SHOP, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("hash", NAME, nullable=False),
    # JSON
    sa.Column("body", LongText, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("stored_at", UtcDateTime, nullable=False),
    sa.Column("decided_by", NAME, nullable=False),
    sa.Column("decided_at", UtcDateTime),
    sa.Column("applied_at", UtcDateTime),
    sa.UniqueConstraint("shop", "kind", "hash"),
    sa.Index(None, "shop", "state", "id"),
)

approved_writes = sa.Table(
    "approved_writes",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("plan_id", sa.BigInteger, primary_key=True, autoincrement=False),
    # SHA-256 of what is written.
    sa.Column("fingerprint", HASH, primary_key=True),
)

shops = sa.Table(
    "shops",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    # Null until the shop's books are bound.
    sa.Column("marketplace", LongText),
    sa.Column("erp", LongText),
    sa.Column("stopped", sa.Boolean, nullable=False),
    sa.Column("stopped_by", NAME, nullable=False),
    sa.Column("stopped_at", UtcDateTime),
    sa.Column("approved_at", UtcDateTime),
    sa.Column("approved_by", NAME, nullable=False),
    # Null until the marketplace was asked.
    sa.Column("token_ends_at", UtcDateTime),
    # JSON; null until the ERP was looked at.
    sa.Column("erp_columns", LongText),
    # The same, when a change waits for a person, with the change in words.
    sa.Column("erp_waiting", LongText),
    sa.Column("erp_change", LongText),
)

reconciliations = sa.Table(
    "reconciliations",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("shown", sa.Integer, nullable=False),
    sa.Column("stored", sa.Integer, nullable=False),
    sa.Column("gaps", sa.Integer, nullable=False),
    # JSON
    sa.Column("body", LongText, nullable=False),
)
