"""Comparing our texts with JTL's columns."""

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class as_erp_text(FunctionElement[str]):  # noqa: N801  # reads as a function, as SQLAlchemy's do
    """
    A text of ours in the collation of JTL's database, so that a join can use JTL's index.
    """

    inherit_cache = True


class as_bytes(FunctionElement[str]):  # noqa: N801  # as above
    """
    A text compared character by character, many times faster than by a language's rules.
    """

    inherit_cache = True


@compiles(as_erp_text)
@compiles(as_bytes)
def _plain(element: FunctionElement[str], compiler: SQLCompiler, **kw: object) -> str:
    return compiler.process(element.clauses, **kw)


@compiles(as_erp_text, "mssql")
def _database_default(element: as_erp_text, compiler: SQLCompiler, **kw: object) -> str:
    return f"{compiler.process(element.clauses, **kw)} COLLATE DATABASE_DEFAULT"


@compiles(as_bytes, "mssql")
def _binary(element: as_bytes, compiler: SQLCompiler, **kw: object) -> str:
    return f"{compiler.process(element.clauses, **kw)} COLLATE Latin1_General_BIN2"
