"""What the command line prints: words and tables for people, JSON for programs."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path

import attrs
from rich.console import Console
from rich.table import Table
from rich.text import Text


@attrs.frozen
class Output:
    """
    Where a command's answer goes.  With ``as_json`` exactly one document is printed.
    """

    as_json: bool = False
    console: Console = attrs.field(factory=lambda: Console(highlight=False, soft_wrap=True))

    def document(self, content: object) -> None:
        """
        Print one JSON document; attrs objects become objects, times ISO 8601 in UTC.
        """
        sys.stdout.write(json.dumps(_plain(content), ensure_ascii=False, indent=2) + "\n")

    def say(self, text: str, style: str = "") -> None:
        """
        Print a sentence, unless JSON is wanted.
        """
        if not self.as_json:
            self.console.print(Text(text, style=style))

    def table(
        self, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str
    ) -> None:
        """
        Print rows under their headings, or the sentence *empty* when there are none.
        """
        if self.as_json:
            return
        listed = [[_cell(value) for value in row] for row in rows]
        if not listed:
            self.console.print(Text(empty))
            return
        table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in listed:
            table.add_row(*(Text(cell) for cell in row))
        self.console.print(table)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def _plain(value: object) -> object:
    kind = type(value)
    if attrs.has(kind):
        return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(kind)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        return [_plain(item) for item in value]
    return value
