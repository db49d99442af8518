"""Export decisions with the bytes of their orders."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    HASH,
    ORDER_NUMBER,
    SHOP,
    WORD,
    Counted,
    key_text,
    metadata,
)

export_batches = sa.Table(
    "export_batches",
    metadata,
    # Counts the decisions: the highest is the newest.
    sa.Column("id", Counted, primary_key=True, autoincrement=True),
    sa.Column("shop", SHOP, nullable=False),
    sa.Column("batch_id", key_text(128), nullable=False),
    sa.Column("way", WORD, nullable=False),
    sa.Column("archived", sa.Boolean, nullable=False),
    sa.Column("file_erased", sa.Boolean, nullable=False),
    sa.UniqueConstraint("shop", "batch_id"),
    sa.Index(None, "shop", "archived", "id"),
)

export_documents = sa.Table(
    "export_documents",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("batch_id", key_text(128), primary_key=True),
    sa.Column("order_number", ORDER_NUMBER, primary_key=True),
    # Empty once it was erased; its hash says what it was.
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("body_hash", HASH, nullable=False),
    sa.ForeignKeyConstraint(
        ["shop", "batch_id"], ["export_batches.shop", "export_batches.batch_id"]
    ),
    sa.Index(None, "shop", "order_number"),
)
