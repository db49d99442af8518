"""Things a person should see."""

import sqlalchemy as sa

from adapters.own_database.tables.columns import (
    NAME,
    SHOP,
    WORD,
    Counted,
    LongText,
    UtcDateTime,
    metadata,
)

#: ``slot`` of an open alert; a closed one has its own id there.
OPEN_SLOT = 0

alerts = sa.Table(
    "alerts",
    metadata,
    sa.Column("id", Counted, primary_key=True, autoincrement=True),
    sa.Column("shop", SHOP, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("subject", NAME, nullable=False),
    # Part of the key so that one alert of a kind and subject is open and many are closed;
    # not every database has partial indexes.
    sa.Column("slot", sa.BigInteger, nullable=False),
    sa.Column("text", LongText, nullable=False),
    sa.Column("raised_at", UtcDateTime, nullable=False),
    sa.Column("last_raised_at", UtcDateTime, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("closed_by", NAME, nullable=False),
    sa.UniqueConstraint("shop", "kind", "subject", "slot"),
    sa.Index(None, "shop", "slot", "last_raised_at"),
)
