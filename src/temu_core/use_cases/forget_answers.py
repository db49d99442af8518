"""Erase raw answers that were kept long enough."""

from datetime import timedelta

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import RunContext
from temu_core.ports.raw_answers import RawAnswers


@attrs.frozen(kw_only=True)
class ForgetAnswers:
    """
    Erase the marketplace's answers older than the set time: they are personal data.

    What an open order needs is in the books, so nothing depends on them.
    """

    raw_answers: RawAnswers
    clock: Clock
    keep: timedelta

    def __call__(self, run: RunContext) -> None:
        """
        Erase once.
        """
        erased = self.raw_answers.erase_before(run.fence, self.clock.now() - self.keep)
        run.count(answers_erased=erased)
