"""When jobs are due, and which due times were taken."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    NAME,
    SHOP,
    WORD,
    LongText,
    UtcDateTime,
    metadata,
)

schedules = sa.Table(
    "schedules",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("job", WORD, primary_key=True),
    sa.Column("name", WORD, primary_key=True),
    # JSON: an interval or a cron expression.
    sa.Column("timing", LongText, nullable=False),
    # JSON
    sa.Column("parameters", LongText, nullable=False),
    sa.Column("zone", NAME, nullable=False),
    sa.Column("paused", sa.Boolean, nullable=False),
    sa.Column("paused_until", UtcDateTime),
    # Empty and null: as the program came.
    sa.Column("changed_by", LongText, nullable=False),
    sa.Column("changed_at", UtcDateTime),
)

# The key is the whole row: who inserts it does the work.
ticks = sa.Table(
    "ticks",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("job", WORD, primary_key=True),
    sa.Column("name", WORD, primary_key=True),
    sa.Column("due", UtcDateTime, primary_key=True),
)
