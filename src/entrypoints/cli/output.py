"""What the command line prints: words and tables for people, JSON for programs."""

import json
import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import attrs
from rich.console import Console
from rich.table import Table
from rich.text import Text

#: Columns of a pipe or a file, so that a row stays a line there.
_PIPE_WIDTH = 200


def make_console(*, stderr: bool = False) -> Console:
    """
    Return a console that wraps for people only: what is piped keeps its lines.
    """
    console = Console(stderr=stderr, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH
    return console


@attrs.frozen
class Output:
    """
    Where a command's answer goes.  With ``as_json`` exactly one document is printed.
    """

    as_json: bool = False
    console: Console = attrs.field(factory=make_console)

    def document(self, content: object) -> None:
        """
        Print one JSON document; attrs objects become objects, times ISO 8601 in UTC.
        """
        # A console of an old code page must not spoil what a program reads.
        plain_letters = "utf" not in (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
        text = json.dumps(as_plain(content), ensure_ascii=plain_letters, indent=2)
        sys.stdout.write(text + "\n")

    def say(self, text: str, style: str = "", *, whole: bool = False) -> None:
        """
        Print a sentence, unless JSON is wanted.

        Args:
            whole: Never break the line, for somebody may copy it.
        """
        if not self.as_json:
            unbroken = whole or not self.console.is_terminal
            self.console.print(Text(text, style=style), soft_wrap=unbroken)

    def facts(self, facts: Iterable[tuple[str, object]], *, indent: int = 2) -> None:
        """
        Print names with their values, one under the other.
        """
        if self.as_json:
            return
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in facts:
            grid.add_row(Text(" " * indent + name), Text(_cell(value)))
        if grid.row_count:
            self.console.print(grid)

    def table(
        self,
        title: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        empty: str,
        whole: Collection[str] = (),
    ) -> None:
        """
        Print rows under their headings, or the sentence *empty* when there are none.

        Args:
            whole: Columns that are never broken, such as numbers to copy.
        """
        if self.as_json:
            return
        listed = [[_cell(value) for value in row] for row in rows]
        if not listed:
            self.console.print(Text(empty))
            return
        if title:
            self.say(title)
        table = Table(box=None, pad_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold", no_wrap=column in whole)
        for row in listed:
            table.add_row(*(Text(cell) for cell in row))
        self.console.print(table)


def as_plain(value: object) -> object:
    """
    Return *value* as JSON knows it.
    """
    kind = type(value)
    if attrs.has(kind):
        return {field.name: as_plain(getattr(value, field.name)) for field in attrs.fields(kind)}
    if isinstance(value, Mapping):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        return [as_plain(item) for item in value]
    return value


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:.1f}"
    return str(value)
