"""What is looked for, as a table to join with."""

from collections.abc import Sequence

import sqlalchemy as sa

from adapters.sql.list_parameter import list_of_integers, list_of_texts

#: How many values one statement carries.
PER_STATEMENT = 10_000
#: The same where each value is a parameter of its own; SQL Server stops at 2,100.
PER_STATEMENT_WITHOUT_JSON = 1_000


def texts(dialect_name: str, values: Sequence[str], *, json: bool = True) -> sa.FromClause:
    """
    Return a table of one column ``value`` with these texts.

    Without *json* it is for a SQL Server that lacks OPENJSON.
    """
    if json:
        return list_of_texts(dialect_name, values)
    return _rows([(value,) for value in values], sa.Unicode(450))


def keys(dialect_name: str, values: Sequence[int], *, json: bool = True) -> sa.FromClause:
    """
    Return a table of one column ``value`` with these numbers; *json* as for texts.
    """
    if json:
        return list_of_integers(dialect_name, values)
    return _rows([(value,) for value in values], sa.BigInteger())


def _rows(
    rows: Sequence[tuple[str] | tuple[int]], kind: sa.Unicode | sa.BigInteger
) -> sa.FromClause:
    return sa.values(sa.column("value", kind), name="wanted").data(rows)
