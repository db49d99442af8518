"""
Furnishes a new database: look-ups, warehouses, articles and their stock.
"""

from collections.abc import Iterator
from decimal import Decimal

from sandbox.jtl.database import Database, Value
from sandbox.jtl.setup import JtlArticle, JtlSetup
from sandbox.jtl.stock import Stock

VERSION = "1.10.11.0"


def furnish(database: Database, setup: JtlSetup, now: str) -> None:
    """
    Write everything a JTL-Wawi has before its first order; call inside a transaction.
    """
    database.run("INSERT INTO tversion VALUES (?)", VERSION)
    database.run("INSERT INTO tfirma VALUES (1, 'Beispielhandel')")
    database.run("INSERT INTO tBenutzer VALUES (1, 'admin')")
    many = database.many
    many("INSERT INTO tversandart (cName) VALUES (?)", [(m,) for m in setup.shipping_methods])
    many("INSERT INTO tZahlungsart (cName) VALUES (?)", [(m,) for m in setup.payment_methods])
    many("INSERT INTO tWarenLager (kWarenlager, cName) VALUES (?, ?)", setup.warehouses)
    keys = {article.number: key for key, article in enumerate(setup.articles, start=1)}
    many(
        """INSERT INTO tArtikel (kArtikel, cArtNr, cName, nPuffer, cAktiv, cLagerAktiv,
            cLagerArtikel, cTeilbar, cLagerKleinerNull, kStueckliste, dMod)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (_article_row(keys[article.number], article, now) for article in setup.articles),
    )
    many("INSERT INTO tStueckliste VALUES (?, ?, ?, ?, ?)", _components(setup, keys))
    many(
        """INSERT INTO tlagerbestandProLagerLagerartikel (kArtikel, kWarenlager, fBestand)
            VALUES (?, ?, ?)""",
        (
            (keys[article.number], warehouse, str(units))
            for article in setup.articles
            if not article.components
            for warehouse, units in article.stock.items()
        ),
    )
    many(
        """INSERT INTO tlagerbestand (kArtikel, fLagerbestand, fLagerbestandEigen, fVerfuegbar,
            fInAuftraegen, nLagerAktiv, nTeilbar, nLagerKleinerNull)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (_stock_row(keys[article.number], article) for article in setup.articles),
    )
    Stock(database).refresh_all_sets()


def _article_row(key: int, article: JtlArticle, now: str) -> tuple[Value, ...]:
    return (
        key,
        article.number,
        article.name,
        article.buffer,
        _flag(article.active),
        _flag(article.stock_managed),
        _flag(not article.components),
        _flag(article.divisible),
        _flag(article.overselling),
        key if article.components else 0,
        now,
    )


def _flag(yes: bool) -> str:
    return "Y" if yes else "N"


def _components(setup: JtlSetup, keys: dict[str, int]) -> Iterator[tuple[Value, ...]]:
    for article in setup.articles:
        for sort, (number, units) in enumerate(article.components.items()):
            parent = keys[article.number]
            yield parent, keys[number], str(units), parent, sort


def _stock_row(key: int, article: JtlArticle) -> tuple[Value, ...]:
    counted = article.stock_managed and not article.components
    physical = sum(article.stock.values(), Decimal(0)) if counted else Decimal(0)
    reserved = article.reserved if counted else Decimal(0)
    return (
        key,
        str(physical),
        str(physical),
        str(physical - reserved),
        str(reserved),
        int(article.stock_managed),
        int(article.divisible),
        int(article.overselling),
    )
