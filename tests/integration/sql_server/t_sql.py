"""Whether a statement is one that SQL Server 2016 and Babelfish both take, as far as text tells."""

import functools
import re
from collections.abc import Iterator

import sqlglot
from sqlglot import exp

#: What the server takes; pyodbc needs one for itself.
MOST_PARAMETERS = 2_099

_STRING_OR_MARK = re.compile(r"'(?:[^']|'')*'|\?")
#: Words of what is newer than SQL Server 2016, of what Babelfish lacks, and of what we do not do.
_FORBIDDEN = (
    r"\bMERGE\b",
    r"\bCREATE OR ALTER\b",
    r"\bWITH TIES\b",
    r"\bSYNONYM\b",
    r"\bsys\.default_constraints\b",
    r"\bSTRING_AGG\b",
    r"\bCONCAT_WS\b",
    r"\bTRANSLATE\b",
    r"\bTRIM\(",
    r"\b(GREATEST|LEAST|DATETRUNC|GENERATE_SERIES|JSON_OBJECT|JSON_ARRAY)\(",
    r"\bIS (NOT )?DISTINCT FROM\b",
)
#: Types that lose something; written large, as columns never are.
_OLD_TYPES = re.compile(
    r"\b(N?TEXT|IMAGE|DATETIME|SMALLDATETIME|MONEY|FLOAT|VARCHAR|CHAR)\b(?! AS)"
)
#: What sqlglot does not take apart, and we need.
_TAKEN_AS_TEXT = re.compile(r"(SET [A-Z_]+ [A-Z_0-9 ]+|EXEC sp_getapplock .*)", re.IGNORECASE)
_OUR_KINDS = (
    *(exp.Select, exp.SetOperation, exp.Insert, exp.Update, exp.Delete),
    *(exp.Create, exp.Alter, exp.Drop),
)


def named(sql: str) -> str:
    """
    Return *sql* with its question marks as ``@p1``, ``@p2`` and so on.
    """
    numbers = iter(range(1, sql.count("?") + 1))
    return _STRING_OR_MARK.sub(
        lambda found: f"@p{next(numbers)}" if found[0] == "?" else found[0], sql
    )


@functools.lru_cache(maxsize=4096)
def parsed(sql: str) -> exp.Expr:
    """
    Return the tree of one T-SQL statement.

    Raises:
        sqlglot.errors.ParseError: It is none.
    """
    statements = sqlglot.parse(named(sql), dialect="tsql", error_level=sqlglot.ErrorLevel.RAISE)
    found = [statement for statement in statements if statement is not None]
    assert len(found) == 1, f"one statement at a time: {sql}"
    return found[0]


@functools.lru_cache(maxsize=4096)
def complaints(sql: str) -> tuple[str, ...]:
    """
    Return what is wrong with a statement; nothing for a good one.
    """
    if _TAKEN_AS_TEXT.fullmatch(sql.strip()):
        return ()
    return tuple(_complaints(sql))


def _complaints(sql: str) -> Iterator[str]:
    without_strings = re.sub(r"'(?:[^']|'')*'", "''", sql)
    for pattern in _FORBIDDEN:
        if re.search(pattern, without_strings, re.IGNORECASE):
            yield f"forbidden: {pattern}"
    if without_strings.startswith(("CREATE", "ALTER")) and _OLD_TYPES.search(without_strings):
        yield "type that loses something"
    if len(re.findall(r"\?", without_strings)) > MOST_PARAMETERS:
        yield "too many parameters"
    try:
        tree = parsed(sql)
    except sqlglot.errors.ParseError as error:
        yield f"no T-SQL: {error}"
        return
    if tree.find(exp.Command) or not isinstance(tree, _OUR_KINDS):
        yield "cannot be taken apart"
    if tree.find(exp.WithTableHint, exp.QueryOption):
        yield "hint"
    if isinstance(tree, exp.Update) and (tree.args.get("returning") or tree.args.get("from_")):
        yield from _unqualified(tree)


def _unqualified(update: exp.Update) -> Iterator[str]:
    targets = {id(change.this) for change in update.expressions if isinstance(change, exp.EQ)}
    for column in update.find_all(exp.Column):
        inner = column.find_ancestor(exp.Select)
        if not column.table and id(column) not in targets and inner is None:
            yield f"column {column.name} without its table"
