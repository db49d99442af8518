"""The right to run, the runs, and what they said."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    NAME,
    RUN_ID,
    SHOP,
    WORD,
    LongText,
    UtcDateTime,
    metadata,
)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("shop", SHOP, primary_key=True),
    sa.Column("job", WORD, primary_key=True),
    # The number of the fence; grows with every holder.
    sa.Column("number", sa.BigInteger, nullable=False),
    # Empty: given back.
    sa.Column("holder", NAME, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", RUN_ID, primary_key=True),
    sa.Column("shop", SHOP, nullable=False),
    sa.Column("job", WORD, nullable=False),
    # JSON
    sa.Column("parameters", LongText, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    # JSON
    sa.Column("steps", LongText, nullable=False),
    sa.Column("error", LongText, nullable=False),
    sa.Column("error_code", LongText, nullable=False),
    sa.Index(None, "shop", "started_at"),
    sa.Index(None, "shop", "job", "started_at"),
)

scheduler_logs = sa.Table(
    "scheduler_logs",
    metadata,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("run_id", RUN_ID, nullable=False),
    sa.Column("shop", SHOP, nullable=False),
    sa.Column("job", WORD, nullable=False),
    sa.Column("step", sa.Integer, nullable=False),
    sa.Column("level", WORD, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("text", LongText, nullable=False),
    # JSON
    sa.Column("facts", LongText, nullable=False),
    sa.Index(None, "run_id", "position"),
)

# One row: taken in the same transaction as the lines, it makes positions commit in order.
log_position = sa.Table(
    "log_position",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.BigInteger, nullable=False),
)
