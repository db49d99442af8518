"""
Where each of JTL's tables and views lies on a SQL Server.
"""

import re

from sandbox.jtl import schema_articles, schema_orders

TABLES = (*schema_articles.TABLES, *schema_orders.TABLES)
VIEWS = (*schema_articles.VIEWS, *schema_orders.VIEWS)

_ELSEWHERE = {
    "lvKunde": "Kunde",
    "lvLieferschein": "Versand",
    "lvLieferscheinpaket": "Versand",
}
_NAME = re.compile(r"CREATE (?:TABLE|VIEW) (\w+)")
NAMES = frozenset(found[1] for one in (*TABLES, *VIEWS) if (found := _NAME.match(one)))


def placed(word: str) -> str:
    """
    Return a name of JTL with its schema; any other word as it is.
    """
    if word not in NAMES:
        return word
    return f"{_ELSEWHERE.get(word, 'Verkauf' if word.startswith('tAuftrag') else 'dbo')}.{word}"


def with_schemas(statement: str) -> str:
    """
    Return *statement* with the schema before each name of JTL's.
    """
    # Names of indexes hold names of tables; those are not whole words.
    return re.sub(r"\b\w+\b", lambda word: placed(word[0]), statement)
