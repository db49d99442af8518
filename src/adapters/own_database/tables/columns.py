"""The one metadata, and the types of its columns."""

from datetime import UTC, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.dialects import mssql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from adapters.sql.exact_number import exact

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


#: Compares by code point; otherwise the database's collation decides whether "a" is "A".
_BINARY = "Latin1_General_BIN2"
#: Ends a text whose last character SQL Server would not look at.
_END = "\x1f"


class BlankProof(sa.TypeDecorator[str]):
    """
    A text whose blanks at the end count.

    SQL Server takes "a" and "a " for equal, in comparisons and in unique keys,
    under every collation.
    """

    impl = sa.Unicode
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """
        Put a mark behind a blank at the end, and behind a mark.
        """
        return value + _END if value is not None and value.endswith((" ", _END)) else value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """
        Take the mark away.
        """
        return None if value is None else value.removesuffix(_END)


def key_text(length: int) -> sa.Unicode:
    """
    Return the type of a text that keys are made of: compared by code point everywhere.

    At most 255 long, or SQL Server has no room for it in an index.
    """
    return (
        sa.Unicode(length)
        .with_variant(sa.Unicode(length, collation="C"), "postgresql")
        # One longer: the mark must not take a letter's place.
        .with_variant(BlankProof(length + 1, collation=_BINARY), "mssql")
    )


def cut_to(text: str, length: int) -> str:
    """
    Return the beginning of *text* that a column of *length* takes on every database.

    SQL Server counts letters beyond U+FFFF twice.
    """
    if len(text) <= length and text.isascii():
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * length]
    return units.decode("utf-16-le", "ignore")


class LongText(sa.TypeDecorator[str]):
    """
    A text nobody looks up; also a JSON document, which every database can keep as text.
    """

    impl = sa.UnicodeText
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """
        Let SQL Server search in it by code point, as the others do.
        """
        collation = _BINARY if dialect.name == "mssql" else None
        return dialect.type_descriptor(sa.UnicodeText(collation=collation))


#: Counted up by the database.
Counted = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SHOP = key_text(64)
ORDER_NUMBER = key_text(64)
LINE_NUMBER = key_text(64)
INTENT_ID = key_text(200)
RUN_ID = key_text(64)
WORD = key_text(40)
NAME = key_text(255)
#: SHA-256 in hex.
HASH = key_text(64)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """
    A moment: aware in, aware and in UTC out, exact to the microsecond.
    """

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        """
        Choose the type that keeps microseconds.
        """
        if dialect.name == "postgresql":
            return dialect.type_descriptor(sa.DateTime(timezone=True))
        if dialect.name == "mssql":
            return dialect.type_descriptor(
                mssql.DATETIME2(6)  # type: ignore[no-untyped-call]  # untyped there
            )
        return dialect.type_descriptor(sa.DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """
        Refuse a naive time; the zone is dropped where the database keeps none.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """
        Return the moment in UTC.
        """
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Quantity(sa.TypeDecorator[Decimal]):
    """
    A decimal number of units, as exact as the ERP's own; text in SQLite, which has no decimals.
    """

    impl = sa.Numeric(25, 13)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Decimal] | TypeEngine[str]:
        """
        Choose a type that does not round.
        """
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.String(40))
        return dialect.type_descriptor(sa.Numeric(25, 13))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """
        Write text where the database has no decimals.
        """
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(
        self, value: Decimal | str | None, _dialect: Dialect
    ) -> Decimal | None:
        """
        Return the exact number.
        """
        return None if value is None else exact(value)
