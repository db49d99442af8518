"""What can be run."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from job_core.job import Job
from job_core.run import Run
from shared_kernel.run_context import RunContext


class JobCatalogue(Protocol):
    """
    The jobs of a shop and their work; joins this context to the others.
    """

    @abstractmethod
    def shops(self) -> Sequence[str]:
        """
        Return the shops by name.
        """

    @abstractmethod
    def jobs(self) -> Sequence[Job]:
        """
        Return the jobs; every shop has the same.
        """

    @abstractmethod
    def work(self, run: Run, context: RunContext) -> str:
        """
        Do the run's work.

        Returns:
            Why it is not the whole work; empty when it is.

        Raises:
            ConnectorError: As the work ended; the family says what to do next.
        """
