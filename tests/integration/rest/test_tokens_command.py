"""``temu-jtl tokens``."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.workflows.harness import played
from tests.integration.workflows.lamp_shop import lamp_shop

from entrypoints.cli.main import run


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    with played(tmp_path, lamp_shop()) as play:
        for name, value in play.env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        yield ["tokens"]


def code_of(words: list[str]) -> int:
    """
    Return what a command answers to the shell.
    """
    try:
        return run(words)
    except SystemExit as end:
        return int(end.code or 0)


def test_a_token_is_made_listed_and_revoked(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Its secret is shown once, when it is made.
    """
    assert code_of([*words, "add", "prometheus", "--role", "metrics", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert code_of([*words, "add", "prometheus"]) == 2
    assert "already" in capsys.readouterr().err
    assert code_of([*words, "revoke", "prometheus"]) == 0
    assert code_of([*words, "revoke", "nobody"]) == 2
    capsys.readouterr()
    assert code_of([*words, "list", "--json"]) == 0
    listed = capsys.readouterr().out

    assert (made["name"], made["role"]) == ("prometheus", "metrics")
    assert len(made["secret"]) >= 43
    assert made["secret"] not in listed
    (token,) = json.loads(listed)
    assert (token["name"], token["role"]) == ("prometheus", "metrics")
    assert token["revoked_at"] is not None
