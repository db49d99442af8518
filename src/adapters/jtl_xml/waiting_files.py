"""Which orders wait in a folder of documents."""

import html
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import attrs

from temu_core.order import OrderNumber

_NUMBER = re.compile(rb"<cExterneBestellNr>([^<]*)</cExterneBestellNr>")
_CHUNK = 1 << 20
#: More than a number with its tags can take, so that none is missed between two chunks.
_OVERLAP = 1 << 10
#: Documents whose numbers are remembered; older ones are read again.
_REMEMBERED = 256


@attrs.frozen
class WaitingFiles:
    """
    The order numbers in the documents of a folder, whoever wrote them.

    A document is read once and in pieces, as long as its size and time stay.
    """

    folder: Path
    _known: dict[tuple[Path, int, int], frozenset[str]] = attrs.field(
        factory=dict, init=False, repr=False, eq=False
    )

    def find(
        self, numbers: Collection[OrderNumber], *, besides: Path | None = None
    ) -> frozenset[OrderNumber]:
        """
        Return which of *numbers* are in a document other than *besides*.

        Raises:
            OSError: A document is locked; nothing is known.
        """
        found: set[OrderNumber] = set()
        for path in self._documents():
            if path != besides:
                held = self._numbers(path)
                found.update(number for number in numbers if number in held)
        return frozenset(found)

    def numbers_in(self, path: Path) -> frozenset[str]:
        """
        Return all order numbers in one document; none when it is not there.
        """
        return self._numbers(path)

    def _documents(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*.xml") if not path.name.startswith("."))

    def _numbers(self, path: Path) -> frozenset[str]:
        try:
            stat = path.stat()
            mark = (path, stat.st_mtime_ns, stat.st_size)
            if mark not in self._known:
                while len(self._known) >= _REMEMBERED:
                    self._known.pop(next(iter(self._known)))
                self._known[mark] = frozenset(_read_numbers(path))
        except FileNotFoundError:
            return frozenset()  # the ERP or a person took it between our two looks
        return self._known[mark]


def _read_numbers(path: Path) -> Iterator[str]:
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text, end = rest + chunk, 0
            for found in _NUMBER.finditer(text):
                yield html.unescape(found[1].decode("latin-1")).strip()
                end = found.end()
            rest = text[max(end, len(text) - _OVERLAP) :]
