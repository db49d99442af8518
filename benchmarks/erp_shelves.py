"""An ERP's articles and stock on any engine: the tables a look-up reads, and nothing else."""

import sqlalchemy as sa

#: So many articles have each quantity.
_QUANTITIES = 60
_ROWS_AT_ONCE = 10_000

_METADATA = sa.MetaData()
_ARTICLES = sa.Table(
    "tArtikel",
    _METADATA,
    sa.Column("kArtikel", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("cArtNr", sa.Unicode(255), unique=True, nullable=False),
    sa.Column("nPuffer", sa.Integer),
    sa.Column("cLagerAktiv", sa.Unicode(1)),
)
_STOCK = sa.Table(
    "tlagerbestand",
    _METADATA,
    sa.Column("kArtikel", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("fVerfuegbar", sa.Numeric(25, 13)),
)
_WAREHOUSES = sa.Table(
    "vLagerbestandProLager",
    _METADATA,
    sa.Column("kArtikel", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kWarenlager", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("fBestand", sa.Numeric(25, 13)),
)


def number(article: int) -> str:
    """
    Return the number of an article.
    """
    return f"LAGER-{article:06d}"


def fill_shelves(url: sa.URL, articles: int) -> None:
    """
    Make the tables in an empty database and fill them: two warehouses for each article.
    """
    engine = sa.create_engine(url)
    try:
        _METADATA.create_all(engine)
        for start in range(0, articles, _ROWS_AT_ONCE):
            keys = range(start, min(articles, start + _ROWS_AT_ONCE))
            with engine.begin() as connection:
                _insert(connection, keys)
        if engine.dialect.name == "postgresql":
            # A server in use knows how large its tables are.
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")
    finally:
        engine.dispose()


def _insert(connection: sa.Connection, keys: range) -> None:
    connection.execute(
        sa.insert(_ARTICLES),
        [
            {"kArtikel": key, "cArtNr": number(key), "nPuffer": 0, "cLagerAktiv": "Y"}
            for key in keys
        ],
    )
    connection.execute(
        sa.insert(_STOCK), [{"kArtikel": key, "fVerfuegbar": key % _QUANTITIES} for key in keys]
    )
    connection.execute(
        sa.insert(_WAREHOUSES),
        [
            {"kArtikel": key, "kWarenlager": place, "fBestand": key % _QUANTITIES}
            for key in keys
            for place in (1, 2)
        ],
    )
