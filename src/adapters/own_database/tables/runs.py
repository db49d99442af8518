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
    sa.Column("requested_at", UtcDateTime, nullable=False),
    sa.Column("requested_by", LongText, nullable=False),
    sa.Column("started_at", UtcDateTime),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("waiting_until", UtcDateTime),
    sa.Column("waiting_why", LongText, nullable=False),
    sa.Column("cancel_requested", sa.Boolean, nullable=False),
    # JSON
    sa.Column("steps", LongText, nullable=False),
    sa.Column("error", LongText, nullable=False),
    sa.Column("error_code", LongText, nullable=False),
    # Counts the changes: who saw an older one must look again before changing the row.
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Index(None, "shop", "requested_at", "id"),
    sa.Index(None, "shop", "job", "requested_at", "id"),
    sa.Index(None, "shop", "state", "requested_at", "id"),
    sa.Index(None, "state", "requested_at", "id"),
    sa.Index(None, "shop", "job", "finished_at", "id"),
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
    # Case-folded, to search in: databases do not agree on the small letters of an alphabet.
    sa.Column("text_folded", LongText, nullable=False),
    # JSON
    sa.Column("facts", LongText, nullable=False),
    sa.Index(None, "run_id", "position"),
    sa.Index(None, "shop", "position"),
    sa.Index(None, "at"),
)

# One row: taken in the same transaction as the lines, it makes positions commit in order.
log_position = sa.Table(
    "log_position",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.BigInteger, nullable=False),
)
