"""Times no example, and says at the end how many tests ran on each engine."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pytest
from hypothesis import settings

# A busy machine is no defect: an example may take as long as its test may.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

#: Engines by the parameters that tests name them with.
BY_PARAMETER: Mapping[str, str] = MappingProxyType(
    {
        "sqlite": "sqlite",
        "postgres": "postgresql",
        "postgresql": "postgresql",
        "mssql": "mssql",
        "t_sql": "mssql's statements on a stand-in",
    }
)
#: Engines by the beginning of the fixtures that bring them.
BY_FIXTURE: Mapping[str, str] = MappingProxyType(
    {
        "postgres": "postgresql",
        "redis": "redis",
        "chromium": "chromium",
        "browser": "chromium",
    }
)
_NEEDED = "engines"
_NO_SERVER = "" if os.environ.get("TEMU_JTL_TEST_MSSQL_URL") else " (TEMU_JTL_TEST_MSSQL_URL)"
_NAMES = tuple(dict.fromkeys((*BY_PARAMETER.values(), *BY_FIXTURE.values())))


def engines_of(item: pytest.Item) -> frozenset[str]:
    """
    Return the engines a test runs on, by its parameters and fixtures.
    """
    callspec = getattr(item, "callspec", None)
    direct = {
        name.strip()
        for mark in item.iter_markers("parametrize")
        for name in (mark.args[0].split(",") if isinstance(mark.args[0], str) else mark.args[0])
    }
    # What a test is given itself is a word to it; what a fixture is given is a thing to open.
    given = callspec.params.items() if callspec is not None else ()
    words = (str(value) for name, value in given if name not in direct)
    named = {BY_PARAMETER[word] for word in words if word in BY_PARAMETER}
    for fixture in getattr(item, "fixturenames", ()):
        named |= {engine for start, engine in BY_FIXTURE.items() if fixture.startswith(start)}
    if item.get_closest_marker("redis") is not None:
        named.add("redis")
    return frozenset(named)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Note each test's engines where they travel with its report.
    """
    for item in items:
        item.user_properties.extend((_NEEDED, engine) for engine in sorted(engines_of(item)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """
    Print one line, unless no test with an engine was asked for.
    """
    ran = Counter(_ran(terminalreporter))
    if not ran:
        return
    told = (f"{name} {ran[name]}{_NO_SERVER if name == 'mssql' else ''}" for name in _NAMES)
    terminalreporter.write_line(f"tests by engine: {', '.join(told)}")


def _ran(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            if report.when == "call":
                yield from (engine for key, engine in report.user_properties if key == _NEEDED)
