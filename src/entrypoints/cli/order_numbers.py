"""Order numbers on a command line, or in a file."""

import sys
from collections.abc import Sequence
from pathlib import Path

from job_core.rules.parameters import names_in
from shared_kernel.errors import RejectedError

_MOST = 1000
#: More than so many numbers with their line ends take.
_LONGEST_FILE = 1 << 20


def order_numbers(given: Sequence[str], file: Path | None) -> tuple[str, ...]:
    """
    Return the numbers given and those of a file, each once; ``-`` is standard input.

    Raises:
        RejectedError: Too many, or the file is no list of numbers.
    """
    text = "" if file is None else _read(file)
    numbers = names_in(" ".join((*given, text)))
    if len(numbers) > _MOST:
        raise RejectedError(f"{len(numbers)} orders; at most {_MOST} at a time", field="numbers")
    return numbers


def _read(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read(_LONGEST_FILE)
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return lines.read(_LONGEST_FILE)
    except UnicodeDecodeError as e:
        raise RejectedError(f"{file} is no text; one order number a line", field="file") from e
