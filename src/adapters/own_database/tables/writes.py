"""Everything we wrote outside, with what became of it."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    INTENT_ID,
    RUN_ID,
    SHOP,
    WORD,
    Counted,
    LongText,
    UtcDateTime,
    metadata,
)

outside_writes = sa.Table(
    "outside_writes",
    metadata,
    # Counts the intents: their order.
    sa.Column("id", Counted, primary_key=True, autoincrement=True),
    sa.Column("shop", SHOP, nullable=False),
    sa.Column("intent_id", INTENT_ID, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("subject", LongText, nullable=False),
    sa.Column("summary", LongText, nullable=False),
    sa.Column("run_id", RUN_ID, nullable=False),
    sa.Column("recorded_at", UtcDateTime, nullable=False),
    sa.Column("answer_by", UtcDateTime, nullable=False),
    # Null while the intent is open.
    sa.Column("outcome", WORD),
    sa.Column("evidence", LongText),
    sa.Column("settled_at", UtcDateTime),
    sa.UniqueConstraint("shop", "intent_id"),
    sa.Index(None, "shop", "run_id", "id"),
    sa.Index(None, "shop", "outcome", "id"),
)
