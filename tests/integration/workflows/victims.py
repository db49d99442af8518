"""Processes that work for a shop until they are killed at a chosen moment."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import attrs
from tests.integration.workflows.harness import Play

ROOT = Path(__file__).parents[3]

Job = Literal["orders", "inventory"]
Reached = Callable[[Play], bool]

#: A run that takes longer has come to a stop; nobody waits for that.
_LONGEST_S = 20.0
#: How closely a moment is met.
_LOOK_EVERY_S = 0.002


@attrs.frozen
class Victim:
    """
    A warm process that waits to be told what to do.
    """

    process: subprocess.Popen[str]

    @classmethod
    def start(cls) -> "Victim":
        """
        Start one; it gets warm by itself.
        """
        return cls(
            subprocess.Popen(
                [sys.executable, "-m", "tests.integration.workflows.one_run"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )

    def work_until(self, play: Play, job: Job, reached: Reached) -> bool:
        """
        Let it work and kill it when *reached*; return False when it had ended by itself.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "warm\n"
        now = play.world.clock.now().isoformat()
        asked = {"env": dict(play.env), "job": job, "now": now}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        until = time.monotonic() + _LONGEST_S
        while self.process.poll() is None and not reached(play) and time.monotonic() < until:
            time.sleep(_LOOK_EVERY_S)
        self.end()
        return self.process.returncode == -signal.SIGKILL

    def end(self) -> None:
        """
        Kill it, warm or not, and let go of its pipes.
        """
        self.process.kill()
        self.process.communicate()


@attrs.define
class Victims:
    """
    As many processes as are asked for, one of them always getting warm.
    """

    _next: Victim = attrs.field(factory=Victim.start, init=False)

    def work_until(self, play: Play, job: Job, reached: Reached) -> bool:
        """
        Kill a fresh process at that moment of its work.
        """
        victim, self._next = self._next, Victim.start()
        return victim.work_until(play, job, reached)

    def end(self) -> None:
        """
        End the one that nobody needs any more.
        """
        self._next.end()


@contextmanager
def victims() -> Iterator[Victims]:
    """
    Lend processes until the block ends.
    """
    lent = Victims()
    try:
        yield lent
    finally:
        lent.end()
