"""Which choices a job takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.job_core.world import LAMP_JOB

from job_core.rules.parameters import checked
from shared_kernel.errors import RejectedError
from shared_kernel.run_context import Fact


def test_what_is_left_out_has_its_default() -> None:
    assert dict(checked(LAMP_JOB, {"days_back": 7, "mode": None})) == {
        "mode": "full",
        "days_back": 7,
        "dry_run": False,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("days_back", 0),
        ("days_back", 91),
        ("days_back", True),
        ("days_back", "7"),
        ("days_back", 7.0),
        ("mode", "fast"),
        ("mode", 1),
        ("dry_run", 1),
        ("dry_run", "true"),
        ("days", 7),
    ],
)
def test_a_wrong_choice_is_refused_by_name(name: str, value: Fact) -> None:
    with pytest.raises(RejectedError) as refused:
        checked(LAMP_JOB, {name: value})

    assert (refused.value.code, refused.value.field) == ("wrong_parameter", name)


facts = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text("fulqick", max_size=6)
)


@given(st.dictionaries(st.sampled_from(["mode", "days_back", "dry_run", "x"]), facts))
def test_what_was_checked_once_is_right_for_ever(given_: dict[str, Fact]) -> None:
    try:
        once = checked(LAMP_JOB, given_)
    except RejectedError:
        return

    assert checked(LAMP_JOB, once) == once
