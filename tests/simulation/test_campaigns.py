"""Many days: what they come to, and what is shown of one that fails."""

import json

import pytest
from tests.simulation.mutants.all import MUTATIONS

from entrypoints.cli.main import run
from entrypoints.container.simulated_connector import simulated_connector
from simulation.campaign import explain, simulate
from simulation.interception import PURE, SYSTEMS, calls_of
from simulation.ports import Ports

pytestmark = pytest.mark.timeout(600)

BLIND = next(mutation for mutation in MUTATIONS if mutation.name.startswith("blind"))
EARLY = next(mutation for mutation in MUTATIONS if mutation.name.startswith("watermark"))


def test_a_failing_day_is_shown_with_fewer_faults() -> None:
    """
    A re-send needs a lost answer, and not all of what went wrong that day.
    """
    result = simulate(BLIND.open, seeds=10, first=80)
    failure = explain(result.failing[0].seed, BLIND.open)
    before, after = failure.faults

    assert failure.promise == "I5"
    assert 0 < after < before
    assert "told again" in failure.trace[-1]


def test_of_days_that_fail_alike_one_is_explained_and_all_are_named() -> None:
    result = simulate(EARLY.open, seeds=30, first=0)

    kinds = {day.kind for day in result.failing}
    assert 1 <= len(result.failures) == min(len(kinds), 3) < len(result.failing)
    assert {(day.promise, day.sentence[:16]) for day in result.failing} == {
        ("I7", "the watermark is")
    }


def test_the_figures_of_two_processes_are_those_of_one() -> None:
    one = simulate(simulated_connector, seeds=70, first=7)
    two = simulate(simulated_connector, seeds=70, first=7, workers=2)

    assert one == two


def test_every_port_is_stood_between_or_known_to_be_pure() -> None:
    """
    A port nobody thought of would never fail.
    """
    names = set(Ports.__annotations__)

    assert names == SYSTEMS.keys() | PURE
    assert all(calls_of(name) for name in SYSTEMS)


def test_the_command_prints_its_figures_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["simulate", "--seeds", "5", "--from", "3", "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (answer["scenarios"], answer["from"], answer["failing"]) == (5, 3, [])
    assert set(answer["promises_broken"].values()) == {0}


def test_a_number_of_seeds_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["simulate", "--seeds", "0"]) == 2
    assert "seeds" in capsys.readouterr().err.lower()
