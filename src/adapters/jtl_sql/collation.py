"""Comparing our texts with JTL's columns."""

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class as_bytes(FunctionElement[str]):  # noqa: N801  # reads as a function, as SQLAlchemy's do
    """
    A text compared character by character, many times faster than by a language's rules.
    """

    inherit_cache = True


@compiles(as_bytes)
def _plain(element: FunctionElement[str], compiler: SQLCompiler, **kw: object) -> str:
    return compiler.process(element.clauses, **kw)


@compiles(as_bytes, "mssql")
def _binary(element: as_bytes, compiler: SQLCompiler, **kw: object) -> str:
    return f"{compiler.process(element.clauses, **kw)} COLLATE Latin1_General_BIN2"
