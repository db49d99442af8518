"""``temu-jtl scheduler`` as a test starts it: the sandbox's shop needs no approval."""

import os
import sys

from entrypoints.open_jobs import open_jobs
from entrypoints.scheduler.process import keep_time, stopped_by_signals
from entrypoints.settings.load import load_settings
from job_core.watch import Watch


def main() -> int:
    """
    Keep time until a signal comes.
    """
    settings = load_settings(None, os.environ)

    def complain(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    with stopped_by_signals() as stop, open_jobs(settings, demo=True) as jobs:
        print("keeping time", file=sys.stderr, flush=True)
        return 0 if keep_time(jobs, stop, Watch(), complain) else 1


if __name__ == "__main__":
    sys.exit(main())
