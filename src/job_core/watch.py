"""Somebody who looks on while a run works."""

from job_core.run import LogLine


class Watch:
    """
    Told about log lines and progress, asked whether to stop; this one does not care.

    Subclass for a terminal or a live page.
    """

    def line(self, line: LogLine) -> None:
        """
        Take note of a log line.
        """

    def progress(self, step: int, name: str, done: int, of: int) -> None:
        """
        Take note of how far a step is.
        """

    def is_cancelled(self) -> bool:
        """
        Return whether a person wants the run to end.
        """
        return False

    def is_stopping(self) -> bool:
        """
        Return whether the program is about to end; another run goes on later.
        """
        return False
