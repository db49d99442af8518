"""How a run may go from state to state."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from job_core.run import Run, RunState

_ENDINGS = frozenset(
    {
        RunState.SUCCESS,
        RunState.PARTIAL,
        RunState.FAILED,
        RunState.CANCELLED,
        RunState.TIMED_OUT,
        RunState.ABANDONED,
    }
)
_BEFORE = frozenset({RunState.RUNNING, RunState.CANCELLED})

TRANSITIONS: Mapping[RunState, frozenset[RunState]] = MappingProxyType(
    {
        RunState.QUEUED: _BEFORE,
        RunState.WAITING: _BEFORE,
        RunState.RUNNING: _ENDINGS | {RunState.WAITING},
        **{ending: frozenset() for ending in _ENDINGS},
    }
)

#: States in which a run still has something before it.
ACTIVE = frozenset(state for state, next_states in TRANSITIONS.items() if next_states)


def may_become(before: RunState, after: RunState) -> bool:
    """
    Tell whether a run may go from one state to the other.
    """
    return after in TRANSITIONS[before]


def is_finished(run: Run) -> bool:
    """
    Tell whether nothing more will happen to a run.
    """
    return run.state not in ACTIVE


def become(run: Run, state: RunState, **changes: Any) -> Run:
    """
    Return the run in its next state; keywords are fields of ``Run``.

    Raises:
        ValueError: The table does not lead there; a mistake of ours.
    """
    if not may_become(run.state, state):
        raise ValueError(f"a run that is {run.state.value} cannot become {state.value}")
    return attrs.evolve(run, state=state, **changes)
