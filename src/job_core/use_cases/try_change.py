"""Change a run and know whether it was us."""

from collections.abc import Callable

from job_core.ports.run_book import RunBook
from job_core.run import Run


def try_change(book: RunBook, run_id: str, decide: Callable[[Run], Run | None]) -> Run | None:
    """
    Return the run as *decide* changed it; None when it left it as it was or there is none.
    """
    # The book may ask again, so only the last decision counts.
    last: list[Run | None] = [None]

    def remembered(run: Run) -> Run | None:
        last[0] = decide(run)
        return last[0]

    stored = book.change(run_id, remembered)
    return stored if last[0] is not None else None
