"""The marketplace's answers as they came."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    NAME,
    RUN_ID,
    SHOP,
    WORD,
    Counted,
    LongText,
    UtcDateTime,
    metadata,
)

raw_answers = sa.Table(
    "raw_answers",
    metadata,
    # Counts the answers: the order they came in.
    sa.Column("id", Counted, primary_key=True, autoincrement=True),
    sa.Column("shop", SHOP, nullable=False),
    sa.Column("run_id", RUN_ID, nullable=False),
    sa.Column("call", WORD, nullable=False),
    sa.Column("key", NAME, nullable=False),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("body", LongText, nullable=False),
    sa.Index(None, "shop", "run_id", "call", "id"),
    sa.Index(None, "shop", "key", "id"),
    sa.Index(None, "shop", "received_at"),
)
