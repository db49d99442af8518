"""Asking the ERP for the stock of many articles."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from adapters.jtl_sql.connection import open_jtl
from adapters.jtl_sql.erp_stock import JtlStock
from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from sandbox.jtl.setup import JtlArticle, JtlSetup
from sandbox.jtl.world import JtlWorld
from shared_kernel.sku import Sku

_OPENED = datetime(2026, 3, 2, 12, tzinfo=UTC)
#: The ERP has so many articles for each one asked for, but never more than the largest shop.
_PER_WANTED = 10
_MOST_ARTICLES = 100_000


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    articles = max(size, min(_PER_WANTED * size, _MOST_ARTICLES))
    path = folder / "jtl.sqlite"
    JtlWorld.open(path, None, lambda: _OPENED, JtlSetup(articles=_articles(articles))).close()
    database = open_jtl(f"sqlite:///{path}")
    stock = JtlStock(database=database, warehouses=frozenset({1, 2}))
    wanted = [Sku(_number(n)) for n in range(0, articles, articles // size)][:size]
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)

    def once() -> Sample:
        statements.clear()
        with Stopwatch() as watch:
            levels = stock.levels(wanted)
        if len(levels) != size:
            raise WrongResultError(f"{len(levels)} of {size} articles were found")
        asked = sum(statement.startswith("SELECT") for statement in statements)
        return watch.sample(statements=asked, articles=articles)

    try:
        yield once
    finally:
        database.engine.dispose()


def _articles(count: int) -> tuple[JtlArticle, ...]:
    return tuple(
        JtlArticle(
            number=_number(n),
            name=f"Beispielartikel {n}",
            stock={1: Decimal(n % 60), 2: Decimal(n % 7)},
        )
        for n in range(count)
    )


def _number(n: int) -> str:
    return f"LAGER-{n:06d}"


MEASUREMENT = Measurement(
    name="jtl_stock_lookup",
    what="stock of articles in the sandbox's JTL, a SQLite file",
    unit="SKUs",
    sizes=(1_000, 10_000, 100_000),
    tiny=50,
    prepare=_prepare,
)
