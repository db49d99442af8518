"""Quantities of JTL's database without rounding."""

from decimal import Decimal

import sqlalchemy as sa

from adapters.sql.exact_number import exact


class ExactDecimal(sa.types.TypeDecorator[Decimal]):
    """
    JTL's ``decimal(25,13)``, read as the number somebody typed: ``5``, not ``5.0000000000000``.
    """

    impl = sa.Numeric(25, 13)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Decimal]:
        """
        Read SQLite's numbers as they come; it knows no decimals and would warn.
        """
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.String())  # type: ignore[arg-type]  # any value
        return dialect.type_descriptor(sa.Numeric(25, 13))

    def process_result_value(
        self,
        value: Decimal | float | str | None,
        dialect: sa.Dialect,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> Decimal | None:
        """
        Return the number, or None for NULL.
        """
        return None if value is None else exact(value)
