"""Asking the ERP for the stock of many articles, on each engine and over a slow wire."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import attrs
import sqlalchemy as sa

from adapters.jtl_sql.connection import open_jtl
from adapters.jtl_sql.erp_stock import JtlStock
from benchmarks.erp_shelves import fill_shelves, number
from benchmarks.in_turn import InTurn
from benchmarks.measurement import Measurement, Once, Sample, WrongResultError
from benchmarks.seed_way.stock import Stock, in_chunks, one_by_one
from benchmarks.servers import postgresql_database, sql_server_database, wired
from shared_kernel.sku import Sku
from temu_core.stock import StockLevel

#: The ERP has so many articles for each one asked for, but never more than the largest shop.
_PER_WANTED = 10
_MOST_ARTICLES = 100_000
_ROUND_TRIP_MS = 1.0

_SeedWay = Callable[[sa.Engine, Sequence[str]], dict[str, Stock]]
_Database = Callable[[Path], AbstractContextManager[sa.URL]]


@attrs.frozen(kw_only=True)
class _LookUp:
    """
    A look-up on one engine, against one of the first documents' ways.
    """

    database: _Database
    seeds: _SeedWay = in_chunks
    round_trip_ms: float = 0

    @contextmanager
    def prepare(self, size: int, folder: Path) -> Iterator[Once]:
        articles = max(size, min(_PER_WANTED * size, _MOST_ARTICLES))
        numbers = [number(n) for n in range(0, articles, articles // size)][:size]
        with ExitStack() as stack:
            direct = stack.enter_context(self.database(folder))
            fill_shelves(direct, articles)
            url = stack.enter_context(wired(direct, self.round_trip_ms))
            jtl = open_jtl(url, catalog=url.database or "")
            seeds_engine = sa.create_engine(url)
            stack.callback(jtl.engine.dispose)
            stack.callback(seeds_engine.dispose)
            ours = JtlStock(database=jtl, warehouses=frozenset({1, 2}))
            skus = [Sku(text) for text in numbers]
            found: dict[str, Mapping[Any, Any]] = {}
            statements = _counted(jtl.engine)
            turns = InTurn(
                ours=lambda: found.update(ours=ours.levels(skus)),
                seeds=lambda: found.update(seeds=self.seeds(seeds_engine, numbers)),
                reset=lambda: None,
            )

            def once() -> Sample:
                statements.clear()
                sample = turns()
                _compare(found["ours"], found["seeds"], size)
                return attrs.evolve(
                    sample, facts={"statements": len(statements), "articles": articles}
                )

            yield once


@contextmanager
def _sqlite(folder: Path) -> Iterator[sa.URL]:
    yield sa.URL.create("sqlite", database=str(folder / "jtl.sqlite"))


@contextmanager
def _postgresql(_folder: Path) -> Iterator[sa.URL]:
    with postgresql_database() as url:
        yield url


@contextmanager
def _sql_server(_folder: Path) -> Iterator[sa.URL]:
    with sql_server_database() as url:
        yield url


def _counted(engine: sa.Engine) -> list[str]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    return statements


def _compare(ours: Mapping[Sku, StockLevel], seeds: Mapping[str, Stock], size: int) -> None:
    if len(ours) != size:
        raise WrongResultError(f"{len(ours)} of {size} articles were found")
    wrong = [sku for sku, level in ours.items() if level.physical != seeds[sku.text].physical]
    if wrong:
        raise WrongResultError(f"both ways disagree about {len(wrong)} articles: {wrong[0]}")


def _measurement(
    name: str, look_up: _LookUp, what: str, sizes: tuple[int, ...] = (1_000, 10_000, 100_000)
) -> Measurement:
    return Measurement(
        name=f"stock_lookup_{name}",
        what=f"stock of articles, {what}",
        unit="SKUs",
        sizes=sizes,
        tiny=50,
        prepare=look_up.prepare,
    )


_CHUNKS = "against a query per 1,000"

MEASUREMENTS = (
    _measurement("sqlite", _LookUp(database=_sqlite), f"SQLite, {_CHUNKS}"),
    _measurement("postgresql", _LookUp(database=_postgresql), f"PostgreSQL, {_CHUNKS}"),
    _measurement(
        "postgresql_1ms",
        _LookUp(database=_postgresql, round_trip_ms=_ROUND_TRIP_MS),
        f"PostgreSQL 1 ms away, {_CHUNKS}",
        (1_000, 10_000),
    ),
    _measurement(
        "postgresql_1ms_each",
        _LookUp(database=_postgresql, seeds=one_by_one, round_trip_ms=_ROUND_TRIP_MS),
        "PostgreSQL 1 ms away, against a query for each",
        (1_000,),
    ),
    _measurement("sqlserver", _LookUp(database=_sql_server), f"SQL Server, {_CHUNKS}"),
    _measurement(
        "sqlserver_1ms",
        _LookUp(database=_sql_server, round_trip_ms=_ROUND_TRIP_MS),
        f"SQL Server 1 ms away, {_CHUNKS}",
        (1_000, 10_000),
    ),
)
