"""T-SQL as SQLite understands it, to run statements meant for SQL Server where there is none."""

import functools
import re

import sqlglot
from sqlglot import exp
from tests.integration.sql_server.t_sql import parsed

#: What a text column without a collation of its own has on the stand-in, as on most servers.
SERVER_COLLATION = "server_default"

_IDENTITY = re.compile(r"(\w+) BIGINT NOT NULL IDENTITY(?:\(1,1\))?")
_TEXT_COLUMN = re.compile(r"(NVARCHAR\(\w+\))(?! COLLATE)")


@functools.lru_cache(maxsize=4096)
def to_sqlite(sql: str) -> str:
    """
    Return *sql* for SQLite; its parameters are named ``@p1``, ``@p2`` in the order given.
    """
    # SQLite's own RTRIM compares by code point, and looks at no blanks at the end.
    sql = sql.replace("Latin1_General_BIN2", "RTRIM").replace("Latin1_General_CI_AS", "NOCASE")
    if sql.lstrip().upper().startswith("CREATE TABLE"):
        return _table(sql)
    tree = parsed(sql).copy()
    for change in (
        _here,
        _plain_text,
        _named_values,
        _open_json,
        _no_target_in_from,
        _texts_join,
        _returned,
    ):
        tree = tree.transform(change)
    return (
        str(tree.sql(dialect="sqlite"))
        .replace("TEXT(MAX)", "TEXT")
        .replace("@@IDENTITY", "last_insert_rowid()")
    )


def _table(sql: str) -> str:
    """
    Return a table whose texts compare as SQL Server's would, blanks at the end left out.
    """
    identity = _IDENTITY.search(sql)
    if identity:
        sql = re.sub(r",\s*CONSTRAINT \w+ PRIMARY KEY \(\w+\)", "", sql)
        sql = _IDENTITY.sub(r"\1 INTEGER PRIMARY KEY AUTOINCREMENT", sql)
    # As text a decimal keeps its places.
    sql = re.sub(r"NUMERIC\(\d+, \d+\)", "TEXT", sql)
    sql = _TEXT_COLUMN.sub(rf"\1 COLLATE {SERVER_COLLATION}", sql)
    return sql.replace("[", '"').replace("]", '"').replace("(max)", "")


def _here(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Table):
        node.set("db", None)
        node.set("catalog", None)
    if isinstance(node, exp.Column):
        node.set("db", None)
        node.set("catalog", None)
    return node


def _plain_text(node: exp.Expr) -> exp.Expr:
    return exp.Literal.string(node.name) if isinstance(node, exp.National) else node


def _named_values(node: exp.Expr) -> exp.Expr:
    """
    Return ``(VALUES …) AS name (column)`` as a query that names its column.
    """
    alias = node.args.get("alias") if isinstance(node, exp.Values) else None
    if alias is None or not alias.columns:
        return node
    rows = ", ".join(row.sql(dialect="sqlite") for row in node.expressions)
    query = f"SELECT column1 AS {alias.columns[0].name} FROM (VALUES {rows})"
    named = sqlglot.parse_one(query, dialect="sqlite")
    assert isinstance(named, exp.Select)
    return named.subquery(alias.name)


def _open_json(node: exp.Expr) -> exp.Expr:
    if not isinstance(node, exp.OpenJSON):
        return node
    columns = [_json_column(column) for column in node.expressions]
    each = f"json_each({node.this.sql(dialect='sqlite')}) AS each_row"
    query = sqlglot.parse_one(f"SELECT {', '.join(columns)} FROM {each}", dialect="sqlite")
    assert isinstance(query, exp.Select)
    return query.subquery()


def _json_column(column: exp.Expr) -> str:
    name, path = column.this.name, column.args["path"].name
    value = "each_row.value" if path == "$" else f"json_extract(each_row.value, '{path}')"
    if "DATETIME2" in column.args["kind"].sql(dialect="tsql").upper():
        value = f"replace({value}, 'T', ' ')"
    return f'{value} AS "{name}"'


def _no_target_in_from(node: exp.Expr) -> exp.Expr:
    source = node.args.get("from_") if isinstance(node, exp.Update) else None
    if source is None or source.this.name != node.this.name:
        return node
    first, *others = source.this.args.pop("joins")
    source.set("this", first.this)
    source.this.set("joins", others)
    return node


def _texts_join(node: exp.Expr) -> exp.Expr:
    """
    Join texts where T-SQL adds them; we add no number that is a parameter to a column.
    """
    if isinstance(node, exp.Add) and (
        node.expression.is_string or isinstance(node.expression, exp.Parameter)
    ):
        return exp.DPipe(this=node.this, expression=node.expression)
    return node


def _returned(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Column) and node.table in {"inserted", "deleted"}:
        return exp.column(node.name)
    return node


_CHANGES = (
    *(_here, _plain_text, _named_values, _open_json),
    *(_no_target_in_from, _texts_join, _returned),
)
