"""A merchant at a shell: type a line, see what comes back."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from entrypoints.cli.main import run

#: A shop between a SQLite ERP without tables and a port nobody listens on.
SHOP = """
data = "store"
[erp]
url = "sqlite:///{folder}/erp.sqlite"
[shops.north.temu]
base_url = "http://127.0.0.1:9/router"
app_key = "key-hidden"
app_secret = "secret-hidden"
access_token = "token-hidden"
"""


@attrs.frozen(kw_only=True)
class Answer:
    """
    What a command line answered.
    """

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """
        The one JSON document on standard output.
        """
        return json.loads(self.out)


@attrs.frozen
class Shell:
    """
    Runs command lines in this process.
    """

    capsys: pytest.CaptureFixture[str]

    def type(self, *words: str) -> Answer:
        """
        Return what the program says to ``temu-jtl`` with these words.
        """
        self.capsys.readouterr()
        code = run(words)
        said = self.capsys.readouterr()
        return Answer(code=code, out=said.out, err=said.err)


def a_settings_file(folder: Path, text: str = SHOP) -> str:
    """
    Return where a settings file with *text* is.
    """
    file = folder / "shop.toml"
    file.write_text(text.replace("{folder}", folder.as_posix()), encoding="utf-8")
    return str(file)
