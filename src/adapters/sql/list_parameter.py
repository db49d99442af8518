"""
One parameter that carries a whole list, to look things up with.

SQL Server stops at 2,100 parameters, and a statement whose text grows with the
list is compiled anew for every length.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

#: The longest text a list carries to SQL Server; our keys are shorter.
_LONGEST = 450
#: Texts of two collations cannot be compared there; this one compares by code point.
_BY_CODE_POINT = "Latin1_General_BIN2"


def list_of_texts(
    dialect_name: str,
    values: Collection[str],
    name: str = "wanted",
    *,
    kind: TypeEngine[str] | None = None,
) -> sa.FromClause:
    """
    Return a table of one column ``value`` that holds *values*.

    Args:
        dialect_name: ``engine.dialect.name``.
        values: May be empty; duplicates stay.
        name: Of the table; differs when a statement has two of them.
        kind: Of the column they are compared with, when it writes texts in its
            own way.
    """
    column = kind or sa.Unicode(_LONGEST)
    return _table(dialect_name, list(values), column, sa.Text(), name)


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
    wanted = list_of_texts(dialect_name, values, kind=column.type)
    return column.in_(sa.select(wanted.c.value))


def among_integers(
    dialect_name: str, column: sa.ColumnElement[int], values: Collection[int]
) -> sa.ColumnElement[bool]:
    """
    Return the condition that *column* is one of *values* (64 bits); prefer it to a join.
    """
    if dialect_name == "postgresql":
        return column == sa.any_(_array(list(values), sa.BigInteger(), "wanted"))
    return column.in_(sa.select(list_of_integers(dialect_name, values).c.value))


class _CarriedList(sa.TypeDecorator[Sequence[Any]]):
    """
    A list as the text of a JSON array, its values as their type would send them.
    """

    impl = sa.UnicodeText
    cache_ok = True

    def __init__(self, kind: TypeEngine[Any]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Sequence[Any] | None, dialect: sa.Dialect) -> str:
        """
        Return the array's text.
        """
        write = self.kind.dialect_impl(dialect).bind_processor(dialect)
        given = value or ()
        return json.dumps([write(one) for one in given] if write else given, ensure_ascii=False)


def _array(
    values: list[str] | list[int], element: sa.Text | sa.BigInteger, name: str
) -> sa.BindParameter[Any]:
    return sa.bindparam(name, values, type_=postgresql.ARRAY(element))


def _table(
    dialect_name: str,
    values: list[str] | list[int],
    column: TypeEngine[Any],
    element: sa.Text | sa.BigInteger,
    name: str,
) -> sa.FromClause:
    if dialect_name == "postgresql":
        table = sa.func.unnest(_array(values, element, name)).table_valued(
            sa.column("value", column), name=name
        )
        return table.render_derived()
    carried = sa.bindparam(name, values, type_=_CarriedList(column))
    if dialect_name == "sqlite":
        return sa.func.json_each(carried).table_valued(sa.column("value", column), name=name)
    if dialect_name == "mssql":
        kind, value = f"nvarchar({_LONGEST})", f"[value] COLLATE {_BY_CODE_POINT} AS [value]"
        if isinstance(column, sa.BigInteger):
            kind, value = "bigint", "[value]"
        return (
            sa.text(f"SELECT {value} FROM OPENJSON(:{name}) WITH ([value] {kind} '$')")
            .bindparams(carried)
            .columns(sa.column("value", column))
            .subquery(name)
        )
    raise ValueError(f"no list parameter for {dialect_name}")
