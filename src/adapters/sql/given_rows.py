"""
Rows that travel to a server as one parameter, to insert or update them in one statement.

SQL Server's drivers do not say how many rows an ``executemany`` touched, and may
lose an error on the way; one statement has one count.  PostgreSQL takes a
hundred rows at once several times faster than one after the other.  The rows are
JSON, read back under the types of their columns.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

GivenRows: TypeAlias = Sequence[Mapping[str, object]]
#: Types by name.
Types: TypeAlias = Mapping[str, TypeEngine[Any]]


def given_rows(dialect: sa.Dialect, types: Types, rows: GivenRows) -> sa.Subquery:
    """
    Return a table ``given`` of *rows* with the names and types of *types*.

    Args:
        dialect: Of SQL Server or PostgreSQL.
        types: Binary ones cannot travel.
        rows: With a value under each of the names.
    """
    carried = sa.bindparam("given", rows, type_=_Carried(tuple(types.items())))
    columns = [sa.column(name, kind) for name, kind in types.items()]
    if dialect.name == "postgresql":
        fields = ", ".join(f'"{name}" {_type(dialect, kind)}' for name, kind in types.items())
        text = f"SELECT * FROM json_to_recordset(CAST(:given AS json)) AS given ({fields})"
        return sa.text(text).bindparams(carried).columns(*columns).subquery("given")
    fields = ", ".join(
        f"[{name}] {_type(dialect, kind)} '$.\"{name}\"'" for name, kind in types.items()
    )
    names = ", ".join(_selected(dialect, name, kind) for name, kind in types.items())
    return (
        sa.text(f"SELECT {names} FROM OPENJSON(:given) WITH ({fields})")
        .bindparams(carried)
        .columns(*columns)
        .subquery("given")
    )


class _Carried(sa.TypeDecorator[GivenRows]):
    """
    A list of rows as the text that OPENJSON reads.
    """

    impl = sa.UnicodeText
    cache_ok = True

    def __init__(self, types: tuple[tuple[str, TypeEngine[Any]], ...]) -> None:
        super().__init__()
        self.types = types

    def process_bind_param(self, value: GivenRows | None, dialect: sa.Dialect) -> str:
        """
        Write each value as its column's type would send it.
        """
        writers = [(name, _writer(kind, dialect)) for name, kind in self.types]
        rows = [
            {name: write(row[name]) if write else row[name] for name, write in writers}
            for row in value or ()
        ]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _writer(kind: TypeEngine[Any], dialect: sa.Dialect) -> Callable[[Any], object] | None:
    """
    Return what makes a column's values JSON; None where they are already.
    """
    sent = kind.dialect_impl(dialect)
    write = sent.bind_processor(dialect)
    if sent.python_type in (str, int, bool):
        return write
    if write is None:
        return _plain
    return lambda value: _plain(write(value))


def _type(dialect: sa.Dialect, kind: TypeEngine[Any]) -> str:
    text = dialect.type_compiler_instance.process(kind.dialect_impl(dialect))
    return text.split(" COLLATE ")[0]


def _selected(dialect: sa.Dialect, name: str, kind: TypeEngine[Any]) -> str:
    # Texts of two collations cannot be compared, and what OPENJSON gives has the database's.
    collation = getattr(kind.dialect_impl(dialect), "collation", None)
    return f"[{name}] COLLATE {collation} AS [{name}]" if collation else f"[{name}]"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, Decimal):
        return format(value, "f")
    return value
