"""A run that nobody watches."""

import attrs

from shared_kernel.run_context import Fact, Fence, Level, RunContext


@attrs.frozen
class QuietRun(RunContext):
    """
    Lets everything go on and writes no log.
    """

    lease: Fence

    @property
    def run_id(self) -> str:
        return "20260302T120000Z-benchmark"

    @property
    def fence(self) -> Fence:
        return self.lease

    def step(self, number: int, name: str) -> None:
        pass

    def note(self, level: Level, text: str, **facts: Fact) -> None:
        pass

    def count(self, **counts: int) -> None:
        pass

    def progress(self, done: int, of: int) -> None:
        pass

    def checkpoint(self, outside_call_s: float = 0.0) -> None:
        pass
