"""How a simulated day ended."""

from collections.abc import Mapping

import attrs

from simulation.faults import Struck


@attrs.frozen(kw_only=True)
class Ending:
    """
    How a day ended, with its figures.
    """

    seed: int
    #: The promise that broke, and the sentence that says how; empty when none did.
    promise: str
    sentence: str
    #: What happened, one line each, oldest first.
    trace: tuple[str, ...]
    #: The faults that struck, by the call's place in the day.
    faults: Mapping[int, Struck]
    calls: int
    figures: Mapping[str, int]

    @property
    def kept(self) -> bool:
        """
        No promise broke.
        """
        return not self.promise
