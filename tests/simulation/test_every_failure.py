"""Whatever call of a job fails, the day ends well."""

import pytest

from entrypoints.container.simulated_connector import simulated_connector
from simulation.every_failure import Moment, every_failure
from simulation.faults import Fault

pytestmark = pytest.mark.timeout(600)

#: Fewer calls mean that the job had nothing to do.
LEAST_CALLS = 25

FAULTS = (Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.LOST_ANSWER, Fault.FROZEN)


@pytest.mark.parametrize("moment", Moment, ids=lambda moment: moment.value)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.value)
def test_no_failing_call_breaks_a_promise(moment: Moment, fault: Fault) -> None:
    calls = 0
    for tried in every_failure(moment, fault, simulated_connector):
        assert tried.ending.kept, (tried.call, tried.ending.sentence, tried.ending.trace[-20:])
        calls = tried.call

    assert calls > LEAST_CALLS
