"""
What is looked for, as a table to join with.

``asked`` is what we know it by, ``value`` what JTL's columns are compared with.
On SQL Server both are the same text under two collations: by code point, and
JTL's own, so that its indexes can be used and its idea of "equal" counts.
"""

from collections.abc import Sequence
from typing import Any

import attrs
import sqlalchemy as sa

from adapters.sql.list_parameter import list_of_integers, list_of_texts

#: How many values one statement carries.
PER_STATEMENT = 10_000
#: The same where each value is a parameter of its own; SQL Server stops at 2,100.
PER_STATEMENT_WITHOUT_JSON = 1_000
#: The collation a JTL-Wawi is installed with, where the server does not tell.
USUAL_COLLATION = "Latin1_General_CI_AS"


@attrs.frozen(kw_only=True)
class Server:
    """
    What decides how a list is sent: the kind of server, and what it answered when asked.
    """

    dialect: str
    #: Whether OPENJSON is there (SQL Server).
    json: bool = True
    #: Of JTL's database (SQL Server).
    collation: str = USUAL_COLLATION


def texts(server: Server, values: Sequence[str]) -> sa.FromClause:
    """
    Return a table of two columns, ``asked`` and ``value``, with these texts.
    """
    listed = (
        list_of_texts(server.dialect, values, "listed")
        if server.json
        else _rows([(value,) for value in values], sa.Unicode(450))
    )
    asked: sa.ColumnElement[Any] = listed.c.value
    value: sa.ColumnElement[Any] = listed.c.value
    if server.dialect == "mssql":
        asked = sa.collate(asked, "Latin1_General_BIN2")
        value = sa.collate(value, server.collation)
    return sa.select(asked.label("asked"), value.label("value")).subquery("wanted")


def keys(server: Server, values: Sequence[int]) -> sa.FromClause:
    """
    Return a table of one column ``value`` with these numbers.
    """
    if server.json:
        return list_of_integers(server.dialect, values)
    return _rows([(value,) for value in values], sa.BigInteger())


def _rows(
    rows: Sequence[tuple[str] | tuple[int]], kind: sa.Unicode | sa.BigInteger
) -> sa.FromClause:
    return sa.values(sa.column("value", kind), name="listed").data(rows)
