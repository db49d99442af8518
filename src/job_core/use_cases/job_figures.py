"""Tell how well a job's runs went."""

from datetime import timedelta

import attrs

from job_core.ports.run_book import RunBook
from job_core.rules.figures import Figures, figures
from shared_kernel.clock import Clock


@attrs.frozen(kw_only=True)
class JobFigures:
    """
    Sum up a job's runs that finished in the last span of time.
    """

    run_book: RunBook
    clock: Clock

    def __call__(self, shop: str, job: str, window: timedelta) -> Figures:
        """
        Return the figures.
        """
        now = self.clock.now()
        return figures(self.run_book.finished_between(shop, job, now - window, now))
