"""Keeps order files until a run has read them."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

import attrs

from adapters.temu_csv.rows import MOST_BYTES
from adapters.temu_csv.unusable import CODE
from shared_kernel.errors import RejectedError, UnavailableError

FOLDER = "order_files"
_NAME = re.compile(r"[0-9a-f]{32}\.csv")
#: A file whose run never came, or failed, is forgotten after this.
_KEPT = timedelta(days=1)


@attrs.frozen
class OrderFileShelf:
    """
    A folder for its owner only; files are named after their content, so twice is once.
    """

    folder: Path

    def keep(self, parts: Iterable[bytes]) -> str:
        """
        Store a file part by part; return its name.

        Raises:
            RejectedError: It is empty or larger than an order file may be.
            UnavailableError: There is no room.
        """
        with self.receiving() as receipt:
            for part in parts:
                receipt.add(part)
        return receipt.name

    @contextmanager
    def receiving(self) -> Iterator["Receipt"]:
        """
        Take a file in; it has its name after the block, or is gone when that failed.

        Raises:
            RejectedError: As :meth:`keep`.
            UnavailableError: There is no room.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self.folder / f".{os.urandom(8).hex()}.part"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(descriptor, "wb") as out:
                    receipt = Receipt(out)
                    yield receipt
                receipt.end()
                draft.replace(self.folder / receipt.name)
            finally:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)
        except OSError as error:
            text = f"the order file could not be stored: {error.strerror or error}"
            raise UnavailableError(text, code=CODE) from error

    def path(self, name: str) -> Path:
        """
        Return where a kept file is.

        Raises:
            RejectedError: There is none of that name (any more).
        """
        if not _NAME.fullmatch(name) or not (self.folder / name).is_file():
            raise RejectedError(
                "this order file is not here (any more); bring it again", code=CODE, field="csv"
            )
        return self.folder / name

    def forget(self, name: str) -> None:
        """
        Erase a file that was read: it is personal data.  Idempotent.
        """
        if _NAME.fullmatch(name):
            (self.folder / name).unlink(missing_ok=True)

    def forget_old(self, now: datetime) -> None:
        """
        Erase files that nobody came for.
        """
        before = (now - _KEPT).timestamp()
        for path in self.folder.glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()


@attrs.define
class Receipt:
    """
    A file on its way in.
    """

    out: IO[bytes]
    #: Empty until all is there.
    name: str = ""
    _size: int = 0
    _hash: "hashlib._Hash" = attrs.field(factory=hashlib.sha256, init=False)

    def add(self, part: bytes) -> None:
        """
        Take the next bytes.

        Raises:
            RejectedError: There are too many of them.
        """
        self._size += len(part)
        if self._size > MOST_BYTES:
            raise RejectedError(
                f"an order file may have {MOST_BYTES // 2**20} MiB", code=CODE, field="csv"
            )
        self._hash.update(part)
        self.out.write(part)

    def end(self) -> None:
        """
        Name the file.

        Raises:
            RejectedError: Nothing came.
        """
        if not self._size:
            raise RejectedError("the order file is empty", code=CODE, field="csv")
        self.name = f"{self._hash.hexdigest()[:32]}.csv"
