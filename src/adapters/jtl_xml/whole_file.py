"""Files that appear whole under their name, and never in another's place."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO, TypeAlias

Opener: TypeAlias = Callable[[Path], BinaryIO]

_CHUNK = 1 << 20


def open_for_writing(path: Path) -> BinaryIO:
    """
    Open *path* empty, whatever an earlier crash left there.
    """
    return path.open("wb")


def write_new_file(path: Path, parts: Iterable[bytes], open_file: Opener) -> None:
    """
    Write *path* from *parts*; until all of it is on the disk, nothing has that name.

    Raises:
        FileExistsError: Something has that name; it is untouched.
        OSError: Disk full, file locked; nothing has that name, the draft is gone.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        with open_file(draft) as out:
            for part in parts:
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        move_to_free_name(draft, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def move_to_free_name(source: Path, path: Path) -> None:
    """
    Give *source* the name *path*.

    Raises:
        FileExistsError: Something has that name; both are untouched.
    """
    try:
        path.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:
        # FAT and some network shares know no second name for a file.
        if path.exists():
            raise FileExistsError(path) from None
        source.rename(path)
    else:
        # From here on the file is in place; a draft that stays harms nobody.
        with suppress(OSError):
            source.unlink()


def same_content(one: Path, other: Path) -> bool:
    """
    Return whether two files hold the same bytes.
    """
    with one.open("rb") as first, other.open("rb") as second:
        chunks = zip_longest(
            iter(lambda: first.read(_CHUNK), b""), iter(lambda: second.read(_CHUNK), b"")
        )
        return all(a == b for a, b in chunks)


def make_names_durable(folder: Path) -> None:
    """
    Make sure that names given in *folder* survive a power cut, where the system can.

    Raises:
        OSError: The disk failed; the names may be lost.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # Windows opens no folders; it keeps names in its own journal.
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
