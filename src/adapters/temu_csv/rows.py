"""The rows of an order file, whoever wrote it and in whatever encoding."""

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import attrs

from adapters.temu_csv.columns import Column, Header, known_columns, read_header
from adapters.temu_csv.unusable import CODE, CellError, refused
from shared_kernel.errors import RejectedError, UnavailableError

#: A larger file is none of ours; several hundred bytes are one row.
MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 200_000
_DELIMITERS = ",;\t"
_CHUNK = 1 << 16
_LONGEST_NUMBER = 64


@attrs.frozen(kw_only=True)
class Row:
    """
    One row: one line of one order.
    """

    #: As a spreadsheet counts: the header is row 1.
    number: int
    cells: tuple[str, ...]
    header: Header

    def text(self, column: Column) -> str:
        """
        Return a cell without blanks around it; empty when the file has no such column.
        """
        place = self.header.places.get(column)
        return "" if place is None else self.cells[place]

    def wrong(self, column: Column, what: str) -> CellError:
        """
        Return what is wrong with a cell.
        """
        return CellError(self.number, self.header.name(column), what)


@attrs.frozen(kw_only=True)
class OrderFile:
    """
    A file whose form is right: every row has every cell and belongs to an order.
    """

    path: Path
    encoding: str
    delimiter: str
    header: Header
    #: How many rows each order has, in the order of first appearance.
    rows_of: dict[str, int]

    @classmethod
    def survey(cls, path: Path) -> "OrderFile":
        """
        Read the file once from end to end and refuse it as a whole if its form is wrong.

        What stands in single cells is looked at later, order by order.

        Raises:
            RejectedError: Names the row and the column.
            UnavailableError: The file cannot be read.
        """
        encoding = _encoding(path)
        delimiter = _delimiter(path, encoding)
        rows_of: dict[str, int] = {}
        with _opened(path, encoding) as text:
            records = _records(text, delimiter)
            _, cells = next(records, (1, ()))
            header = read_header(cells)
            for number, row in enumerate(_rows(records, header), start=1):
                if number > MOST_ROWS:
                    raise refused(row.number, header.names[0], f"more than {MOST_ROWS} rows")
                for column in (Column.ORDER, Column.LINE):
                    if not _is_number(row.text(column)):
                        raise refused(row.number, header.name(column), "is no number of an order")
                order = row.text(Column.ORDER)
                rows_of[order] = rows_of.get(order, 0) + 1
        return cls(
            path=path, encoding=encoding, delimiter=delimiter, header=header, rows_of=rows_of
        )

    def orders(self) -> Iterator[tuple[str, list[Row]]]:
        """
        Yield each order with all its rows, as soon as the last of them was read.

        The rows of an order usually stand together; those that do not are kept
        until the rest comes, so memory follows the orders that are torn apart.
        """
        open_orders: dict[str, list[Row]] = {}
        with _opened(self.path, self.encoding) as text:
            records = _records(text, self.delimiter)
            next(records, None)
            for row in _rows(records, self.header):
                number = row.text(Column.ORDER)
                rows = open_orders.setdefault(number, [])
                rows.append(row)
                if len(rows) == self.rows_of.get(number):
                    del open_orders[number]
                    yield number, rows


def _is_number(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NUMBER and text.isprintable()


def _rows(records: Iterator[tuple[int, tuple[str, ...]]], header: Header) -> Iterator[Row]:
    for number, cells in records:
        if not any(cells):
            continue
        if len(cells) != len(header.names):
            place = min(len(cells), len(header.names)) - 1
            raise refused(
                number, header.names[place], f"{len(cells)} cells under {len(header.names)} headers"
            )
        yield Row(number=number, cells=cells, header=header)


def _records(text: IO[str], delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except (csv.Error, UnicodeError) as error:
            raise refused(number, "any", f"this is no CSV ({error})") from None
        if cells is None:
            return
        yield number, tuple(cell.strip() for cell in cells)


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[IO[str]]:
    try:
        with path.open(encoding=encoding, newline="") as text:
            yield text
    except OSError as error:
        raise _unreadable(path, error) from error


def _encoding(path: Path) -> str:
    """
    Return how the file is written: as its mark says, else UTF-8 if all of it is, else Windows.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refused(1, "any", f"the file has more than {MOST_BYTES // 2**20} MiB")
        decoder = codecs.getincrementaldecoder("utf-8")()
        with path.open("rb") as raw:
            chunk = raw.read(_CHUNK)
            if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            if chunk.startswith(b"PK\x03\x04"):
                raise refused(1, "any", "this is a spreadsheet; save it as CSV")
            while chunk:
                decoder.decode(chunk)
                chunk = raw.read(_CHUNK)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except OSError as error:
        raise _unreadable(path, error) from error
    return "utf-8-sig"


def _delimiter(path: Path, encoding: str) -> str:
    """
    Return what parts the cells: that by which most names of columns are known.
    """
    known: dict[str, int] = {}
    for delimiter in _DELIMITERS:
        try:
            with _opened(path, encoding) as text:
                _, cells = next(_records(text, delimiter), (1, ()))
        except RejectedError:
            continue
        known[delimiter] = known_columns(cells)
    best = max(known, key=known.__getitem__, default=",")
    if not known.get(best):
        raise RejectedError(
            "the order file, row 1: no column of Temu's order export is there",
            code=CODE,
            field="header",
        )
    return best


def _unreadable(path: Path, error: OSError) -> UnavailableError:
    return UnavailableError(f"{path.name}: {error.strerror or error}", code=CODE)
