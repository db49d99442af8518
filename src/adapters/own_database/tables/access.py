"""Who may ask for what, and what was answered."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    HASH,
    NAME,
    WORD,
    LongText,
    UtcDateTime,
    metadata,
)

tokens = sa.Table(
    "tokens",
    metadata,
    sa.Column("name", NAME, primary_key=True),
    sa.Column("role", WORD, nullable=False),
    sa.Column("secret_hash", HASH, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    # Null while it is valid; a revoked name stays taken.
    sa.Column("revoked_at", UtcDateTime),
    sa.UniqueConstraint("secret_hash"),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id_hash", HASH, primary_key=True),
    sa.Column("token_name", NAME, nullable=False),
    sa.Column("role", WORD, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Index(None, "token_name"),
    sa.Index(None, "expires_at"),
)

idempotency_keys = sa.Table(
    "idempotency_keys",
    metadata,
    sa.Column("token", NAME, primary_key=True),
    # Callers choose the key, of any length; an index has room for its hash.
    sa.Column("key_hash", HASH, primary_key=True),
    sa.Column("request_hash", HASH, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("body", LongText, nullable=False),
    sa.Column("kept_at", UtcDateTime, nullable=False),
    sa.Index(None, "kept_at"),
)
