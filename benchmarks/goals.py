"""What we promise about speed, and whether the figures keep it."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from benchmarks.figures import Figures

#: All figures by measurement and size.
Found: TypeAlias = Mapping[tuple[str, int], Figures]
#: A goal's figure: of one measurement at one size, among all others.
Value: TypeAlias = Callable[[Figures, Found], float | None]

_AT_LEAST, _AT_MOST = "≥", "≤"
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    _AT_LEAST: operator.ge,
    _AT_MOST: operator.le,
}


@attrs.frozen(kw_only=True)
class Goal:
    """
    One promise about one figure.
    """

    work: str
    measurement: str
    size: int
    value: Value
    relation: str
    limit: float
    unit: str = ""


@attrs.frozen(kw_only=True)
class Kept:
    """
    A goal with the figure it got; None: not measured.
    """

    goal: Goal
    value: float | None

    @property
    def word(self) -> str:
        """
        Whether the goal is met.
        """
        if self.value is None:
            return "not measured"
        return "met" if _HOLDS[self.goal.relation](self.value, self.goal.limit) else "MISSED"

    @property
    def by(self) -> str:
        """
        How far a missed goal is away, as a part of its limit.
        """
        if self.value is None or self.word == "met" or not self.goal.limit:
            return ""
        return f"{abs(self.value / self.goal.limit - 1):.0%}"


def _bound(figures: Figures, _found: Found) -> float | None:
    return figures.over_lower_bound


def _ratio(figures: Figures, _found: Found) -> float | None:
    return figures.times_seeds


def _per_second(figures: Figures, _found: Found) -> float | None:
    return figures.per_second


def _seconds(figures: Figures, _found: Found) -> float | None:
    return figures.median_s


def _peak(figures: Figures, _found: Found) -> float | None:
    return figures.peak_mib


def _cost_against(smaller: int) -> Value:
    def value(figures: Figures, found: Found) -> float | None:
        other = found.get((figures.name, smaller))
        return other.per_second / figures.per_second if other else None

    return value


def _fact(name: str) -> Value:
    def value(figures: Figures, _found: Found) -> float | None:
        fact = figures.facts.get(name)
        return None if fact is None else float(fact)

    return value


def _goal(
    work: str,
    measured: str,
    size: int,
    value: Value,
    relation: str,
    limit: float,
    unit: str = "",
) -> Goal:
    return Goal(
        work=work,
        measurement=measured,
        size=size,
        value=value,
        relation=relation,
        limit=limit,
        unit=unit,
    )


def _look_ups() -> Iterable[Goal]:
    for engine in ("sqlite", "postgresql", "sqlserver"):
        name = f"stock_lookup_{engine}"
        work = f"stock look-up, {engine}"
        yield _goal(f"{work}: statements", name, 10_000, _fact("statements"), _AT_MOST, 1)
        yield _goal(f"{work}: statements", name, 100_000, _fact("statements"), _AT_MOST, 10)
        yield _goal(
            f"{work}: cost per SKU against 10,000",
            name,
            100_000,
            _cost_against(10_000),
            _AT_MOST,
            1.2,
        )
    for engine, least in (("sqlite", 1.0), ("postgresql_1ms", 2.5), ("sqlserver_1ms", 2.5)):
        yield _goal(
            f"stock look-up, {engine}: times the 1,000-chunk way",
            f"stock_lookup_{engine}",
            10_000,
            _ratio,
            _AT_LEAST,
            least,
        )


GOALS: Sequence[Goal] = (
    *_look_ups(),
    *(
        _goal(
            "import, 100 ms per call: times its lower bound",
            "import_over_http",
            size,
            _bound,
            _AT_MOST,
            1.15,
        )
        for size in (100, 1_000)
    ),
    *(
        _goal(
            "import at 20 requests/s: times calls ÷ 20 s",
            "import_at_20_per_second",
            size,
            _bound,
            _AT_MOST,
            1.1,
        )
        for size in (100, 1_000)
    ),
    *(
        _goal(
            "inventory full run, 1 % changed: times its lower bound",
            "inventory_full_run",
            size,
            _bound,
            _AT_MOST,
            1.15,
        )
        for size in (500, 20_000)
    ),
    _goal(
        "quick run, nothing changed: calls beside the order list",
        "quick_run_unchanged",
        20_000,
        _fact("other calls"),
        _AT_MOST,
        0,
    ),
    _goal(
        "orders JSON → database on SQLite",
        "orders_to_database",
        10_000,
        _per_second,
        _AT_LEAST,
        1_500,
        "orders/s",
    ),
    _goal(
        "orders → PostgreSQL: times row by row",
        "order_rows_postgresql",
        10_000,
        _ratio,
        _AT_LEAST,
        10,
    ),
    _goal(
        "XML of two-line orders", "xml_document", 50_000, _per_second, _AT_LEAST, 12_000, "orders/s"
    ),
    _goal("XML: memory", "xml_document", 50_000, _peak, _AT_MOST, 20, "MiB"),
    _goal("delta", "stock_delta", 1_000_000, _seconds, _AT_MOST, 5, "s"),
    _goal("delta: memory", "stock_delta", 1_000_000, _fact("process MiB"), _AT_MOST, 1024, "MiB"),
    _goal(
        "memory of serve after 1,000 runs, against after 100",
        "serve_memory",
        1_000,
        _fact("growth %"),
        _AT_MOST,
        5,
        "%",
    ),
)


def kept(figures: Sequence[Figures], goals: Sequence[Goal] = GOALS) -> list[Kept]:
    """
    Return every goal with what was measured.
    """
    found = {(f.name, f.size): f for f in figures}
    return [
        Kept(goal=goal, value=goal.value(taken, found) if taken else None)
        for goal in goals
        for taken in [found.get((goal.measurement, goal.size))]
    ]
