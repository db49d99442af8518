"""Files for their owner's eyes, replaced as a whole."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeAlias

Opener: TypeAlias = Callable[[Path], BinaryIO]


def open_private(path: Path) -> BinaryIO:
    """
    Create *path* for its owner only, whatever an earlier crash left there.
    """
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def replace_file(path: Path, parts: Iterable[bytes], open_file: Opener) -> None:
    """
    Put *parts* in the place of *path*; on any error the former file stays.

    Raises:
        OSError: Disk full, file locked.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        with open_file(draft) as out:
            for part in parts:
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
