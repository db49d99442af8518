"""A run never leaves its table of states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.job_core.world import NOON

from job_core.rules.run_states import ACTIVE, TRANSITIONS, become, is_finished, may_become
from job_core.run import Run, RunState


def a_run(state: RunState = RunState.QUEUED) -> Run:
    return Run(id="1", shop="north", job="orders", parameters={}, state=state, requested_at=NOON)


def test_every_state_has_its_row() -> None:
    assert set(TRANSITIONS) == set(RunState)


@pytest.mark.parametrize("state", [s for s in RunState if s not in ACTIVE])
def test_what_has_ended_stays_so(state: RunState) -> None:
    assert is_finished(a_run(state))
    assert not any(may_become(state, after) for after in RunState)


@pytest.mark.parametrize("state", [RunState.QUEUED, RunState.WAITING])
def test_nothing_ends_well_without_having_run(state: RunState) -> None:
    assert not may_become(state, RunState.SUCCESS)
    assert not may_become(state, RunState.ABANDONED)


@given(st.lists(st.sampled_from(RunState), max_size=12))
def test_a_run_only_goes_where_the_table_leads(wanted: list[RunState]) -> None:
    """
    Whatever is tried, in whatever order.
    """
    run = a_run()
    for state in wanted:
        before = run.state
        try:
            run = become(run, state)
        except ValueError:
            assert state not in TRANSITIONS[before]
        else:
            assert state in TRANSITIONS[before]


@given(st.sampled_from(RunState))
def test_from_every_state_an_end_can_be_reached(state: RunState) -> None:
    seen, reachable = set[RunState](), {state}
    while reachable - seen:
        here = (reachable - seen).pop()
        seen.add(here)
        reachable |= TRANSITIONS[here]

    assert any(not TRANSITIONS[end] for end in seen)
