"""Checkpoints keep the lease without a commit each."""

from datetime import datetime, timedelta

import attrs
import pytest
from tests.unit.job_core.world import JOB, NOON, SHOP

from adapters.clock import FixedClock
from adapters.in_process.direct_log_sink import DirectLogSink
from adapters.memory.books import MemoryBooks
from job_core.live_run import LiveRun
from job_core.ports.leases import Leases
from job_core.watch import Watch
from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence

SPAN = timedelta(seconds=60)


@attrs.define
class CountedLeases(Leases):
    """
    Leases that note up to when each renewal made them last.
    """

    lasts: bool = True
    renewals: list[timedelta] = attrs.field(factory=list)

    def acquire(
        self, shop: str, job: str, *, holder: str, now: datetime, span: timedelta
    ) -> Fence | None:
        return None

    def renew(self, fence: Fence, *, until: datetime) -> bool:
        self.renewals.append(until - NOON)
        return self.lasts

    def release(self, fence: Fence) -> None:
        return

    def holder(self, shop: str, job: str, *, now: datetime) -> str | None:
        return None


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def leases() -> CountedLeases:
    return CountedLeases()


@pytest.fixture
def run(clock: FixedClock, leases: CountedLeases) -> LiveRun:
    return LiveRun(
        id="run",
        held=Fence(shop=SHOP, job=JOB, number=1),
        job=JOB,
        leases=leases,
        sink=DirectLogSink(MemoryBooks.empty().run_log),
        clock=clock,
        deadline=NOON + timedelta(hours=1),
        lease_span=SPAN,
        watch=Watch(),
    )


def test_checkpoints_that_follow_each_other_renew_once(
    run: LiveRun, clock: FixedClock, leases: CountedLeases
) -> None:
    for _ in range(6):
        run.checkpoint()
        clock.advance(timedelta(seconds=1))

    assert leases.renewals == [SPAN]


def test_a_tenth_of_the_lease_later_it_is_renewed(
    run: LiveRun, clock: FixedClock, leases: CountedLeases
) -> None:
    run.checkpoint()
    clock.advance(timedelta(seconds=7))
    run.checkpoint()

    assert leases.renewals == [SPAN, SPAN + timedelta(seconds=7)]


def test_before_an_outside_call_the_lease_outlives_it_to_the_second(
    run: LiveRun, clock: FixedClock, leases: CountedLeases
) -> None:
    run.checkpoint(outside_call_s=60)
    clock.advance(timedelta(seconds=1))
    run.checkpoint(outside_call_s=60)

    assert leases.renewals == [timedelta(seconds=90), timedelta(seconds=91)]


def test_a_lost_lease_ends_the_run(run: LiveRun, leases: CountedLeases) -> None:
    leases.lasts = False

    with pytest.raises(StoppedError, match="took over"):
        run.checkpoint()
    with pytest.raises(StoppedError, match="took over"):
        run.checkpoint()
