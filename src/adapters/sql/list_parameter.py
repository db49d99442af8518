"""
One parameter that carries a whole list, to look things up with.

SQL Server stops at 2,100 parameters, and a statement whose text grows with the
list is compiled anew for every length.
"""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

#: The longest text a list carries to SQL Server; our keys are shorter.
_LONGEST = 450


def list_of_texts(
    dialect_name: str, values: Collection[str], name: str = "wanted"
) -> sa.FromClause:
    """
    Return a table of one column ``value`` that holds *values*.

    Args:
        dialect_name: ``engine.dialect.name``.
        values: May be empty; duplicates stay.
        name: Of the table; differs when a statement has two of them.
    """
    return _table(dialect_name, list(values), sa.Unicode(_LONGEST), sa.Text(), name)


def list_of_integers(
    dialect_name: str, values: Collection[int], name: str = "wanted"
) -> sa.FromClause:
    """
    Return a table of one column ``value`` that holds *values* (64 bits).
    """
    return _table(dialect_name, list(values), sa.BigInteger(), sa.BigInteger(), name)


def among_texts(
    dialect_name: str, column: sa.ColumnElement[str], values: Collection[str]
) -> sa.ColumnElement[bool]:
    """
    Return the condition that *column* is one of *values*; prefer it to a join.

    SQLite may turn a join round and walk the whole table; PostgreSQL guesses
    badly how many rows of a join will be found.
    """
    if dialect_name == "postgresql":
        return column == sa.any_(_array(list(values), sa.Text(), "wanted"))
    return column.in_(sa.select(list_of_texts(dialect_name, values).c.value))


def among_integers(
    dialect_name: str, column: sa.ColumnElement[int], values: Collection[int]
) -> sa.ColumnElement[bool]:
    """
    Return the condition that *column* is one of *values* (64 bits); prefer it to a join.
    """
    if dialect_name == "postgresql":
        return column == sa.any_(_array(list(values), sa.BigInteger(), "wanted"))
    return column.in_(sa.select(list_of_integers(dialect_name, values).c.value))


def _array(
    values: list[str] | list[int], element: sa.Text | sa.BigInteger, name: str
) -> sa.BindParameter[Any]:
    return sa.bindparam(name, values, type_=postgresql.ARRAY(element))


def _table(
    dialect_name: str,
    values: list[str] | list[int],
    column: sa.Unicode | sa.BigInteger,
    element: sa.Text | sa.BigInteger,
    name: str,
) -> sa.FromClause:
    if dialect_name == "postgresql":
        table = sa.func.unnest(_array(values, element, name)).table_valued(
            sa.column("value", column), name=name
        )
        return table.render_derived()
    carried = sa.bindparam(name, json.dumps(values, ensure_ascii=False), type_=sa.UnicodeText())
    if dialect_name == "sqlite":
        return sa.func.json_each(carried).table_valued(sa.column("value", column), name=name)
    if dialect_name == "mssql":
        kind = "bigint" if isinstance(column, sa.BigInteger) else f"nvarchar({_LONGEST})"
        return (
            sa.text(f"SELECT value FROM OPENJSON(:{name}) WITH (value {kind} '$')")
            .bindparams(carried)
            .columns(sa.column("value", column))
            .subquery(name)
        )
    raise ValueError(f"no list parameter for {dialect_name}")
