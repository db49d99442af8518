"""How much memory a process holds, as the system counts it."""

import os
from pathlib import Path

from benchmarks.measurement import NotHereError


def resident_mib(pid: int | None = None) -> float:
    """
    Return a process's resident memory in MiB; ours when none is named.

    Raises:
        NotHereError: This system does not tell.
    """
    told = Path(f"/proc/{pid or os.getpid()}/statm")
    try:
        pages = int(told.read_text("ascii").split()[1])
    except OSError as error:
        raise NotHereError("this system does not tell how much memory a process holds") from error
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
