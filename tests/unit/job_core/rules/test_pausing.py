"""When a job counts as paused, and when it goes on."""

from datetime import timedelta

from tests.contracts.books import NOW
from tests.contracts.job_examples import an_entry

from job_core.rules.pausing import goes_on_at, paused_altogether

HOUR = timedelta(hours=1)
COUNTS = an_entry("full")
FOR_GOOD = an_entry("quick", paused=True)
AN_HOUR = an_entry("tracking", paused_until=NOW + HOUR)
TWO_HOURS = an_entry("nightly", paused_until=NOW + 2 * HOUR)


def test_a_job_is_paused_when_none_of_its_entries_counts() -> None:
    assert paused_altogether([FOR_GOOD, AN_HOUR], NOW)
    assert not paused_altogether([FOR_GOOD, COUNTS], NOW)
    assert not paused_altogether([], NOW)


def test_a_paused_job_goes_on_with_its_first_entry_that_does() -> None:
    assert goes_on_at([TWO_HOURS, FOR_GOOD, AN_HOUR], NOW) == NOW + HOUR


def test_nobody_knows_when_a_job_goes_on_that_a_person_must_resume() -> None:
    assert goes_on_at([FOR_GOOD], NOW) is None


def test_a_job_that_is_not_paused_has_no_such_moment() -> None:
    assert goes_on_at([AN_HOUR, COUNTS], NOW) is None
    assert goes_on_at([AN_HOUR], NOW + HOUR) is None
