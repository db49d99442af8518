"""Days on which everything goes wrong, and every promise is kept."""

import os
import subprocess
import sys
from pathlib import Path
from types import FrameType

import pytest

from entrypoints.container.simulated_connector import simulated_connector
from simulation.campaign import play_some
from simulation.day import Day
from simulation.faults import Fault
from simulation.figures import Figures
from simulation.script import draw

SOURCE = Path(__file__).parents[2] / "src"

pytestmark = pytest.mark.timeout(600)

#: 2,000 days, in parts that several processes can share.
PARTS = range(0, 2_000, 50)

_TRACE = """
from entrypoints.container.simulated_connector import simulated_connector
from simulation.day import Day
from simulation.script import draw
for seed in range(8):
    print("\\n".join(Day(draw(seed), simulated_connector).play().trace))
"""


@pytest.mark.parametrize("first", PARTS)
def test_no_promise_breaks_on_fifty_days(first: int) -> None:
    _, failing = play_some(simulated_connector, first, 50)

    assert failing == [], f"see: temu-jtl simulate --seeds 1 --from {failing[0].seed}"


def test_the_same_seed_is_the_same_day() -> None:
    first = [Day(draw(seed), simulated_connector).play() for seed in range(5)]
    second = [Day(draw(seed), simulated_connector).play() for seed in range(5)]

    assert first == second


def test_a_day_depends_on_no_order_of_a_hash() -> None:
    """
    What a seed shows today it shows on every machine.
    """
    assert _trace_with("1") == _trace_with("2") != ""


def test_a_day_is_one_thread() -> None:
    """
    A second one would come to the store when it likes, and no seed would be the same day twice.
    """
    started: list[str] = []

    def starts(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_name == "start" and "threading" in str(frame.f_code):
            started.append(frame.f_code.co_filename)

    sys.setprofile(starts)
    try:
        Day(draw(1), simulated_connector).play()
    finally:
        sys.setprofile(None)

    assert started == []


def test_every_kind_of_fault_strikes() -> None:
    figures, missing = Figures(), set(Fault)
    for seed in range(600):
        figures.add(Day(draw(seed), simulated_connector).play())
        missing = {fault for fault in Fault if not figures.faults[fault]}
        if not missing:
            break

    assert missing == set()


def _trace_with(hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _TRACE],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    return done.stdout
