"""Looking for a text within a text."""

import sqlalchemy as sa

_ESCAPE = "!"
#: The bracket means something to SQL Server only; escaped, it is one everywhere.
_WILDCARDS = frozenset({_ESCAPE, "%", "_", "["})


def contains(column: sa.ColumnElement[str], text: str) -> sa.ColumnElement[bool]:
    """
    Return the condition that *column* contains *text*, letter by letter as it stands.
    """
    literally = "".join(_ESCAPE + letter if letter in _WILDCARDS else letter for letter in text)
    return column.like(f"%{literally}%", escape=_ESCAPE)
