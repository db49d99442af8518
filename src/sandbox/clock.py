"""
The sandbox's clock: real time plus an offset that tests move forward.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import attrs


@attrs.define
class SandboxClock:
    """
    Real time plus a movable offset that survives a restart.
    """

    path: Path
    real: Callable[[], float] = time.time
    offset_s: int = attrs.field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        if self.path.exists():
            self.offset_s = int(json.loads(self.path.read_text("utf-8"))["offset_s"])

    def now(self) -> datetime:
        """
        Return the sandbox's time, in UTC.
        """
        return datetime.fromtimestamp(self.real() + self.offset_s, UTC)

    def seconds(self) -> int:
        """
        Return the sandbox's time as UNIX seconds.
        """
        return int(self.real() + self.offset_s)

    def forward(self, seconds: int) -> None:
        """
        Move the clock *seconds* forward; it never goes back.
        """
        if seconds < 0:
            raise ValueError("the sandbox clock only moves forward")
        self.offset_s += seconds
        draft = self.path.with_suffix(".part")
        draft.write_text(json.dumps({"offset_s": self.offset_s}), "utf-8")
        draft.replace(self.path)
