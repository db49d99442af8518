"""Secrets are read from files and shown nowhere."""

import json
import traceback
from pathlib import Path

import pytest
from tests.unit.entrypoints.settings.written import COMPLETE, HIDDEN, TOKEN, loaded

from entrypoints.settings.redacted import redacted
from shared_kernel.errors import RejectedError

TOKEN_LINE = f'access_token = "{TOKEN}"'


def refused_with(folder: Path, text: str) -> str:
    with pytest.raises(RejectedError) as refused:
        loaded(folder, text)
    return refused.value.text


def a_secret(folder: Path, content: str, mode: int = 0o600) -> Path:
    file = folder / "token"
    file.write_text(content)
    file.chmod(mode)
    return file


def from_file(name: str = "token") -> str:
    return COMPLETE.replace(TOKEN_LINE, f'access_token_file = "{name}"')


def test_a_secret_may_come_from_a_file_beside_the_settings(tmp_path: Path) -> None:
    a_secret(tmp_path, "from-file\n")

    settings = loaded(tmp_path, from_file())

    assert settings.shops["temu-de"].temu.access_token == "from-file"


def test_a_variable_may_name_the_file(tmp_path: Path) -> None:
    file = a_secret(tmp_path, "postgresql+psycopg://me:pw@db.example/x")

    settings = loaded(tmp_path, env={"TEMU_JTL_DATABASE_URL_FILE": str(file)})

    assert settings.own_database.host == "db.example"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_a_secret_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    a_secret(tmp_path, TOKEN, mode)

    text = refused_with(tmp_path, from_file())

    assert f"which can be read by others (mode 0{mode:o})" in text
    assert f"chmod 600 {tmp_path / 'token'}" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("", "which is empty"), (" \n", "which is empty"), ("a\nb", "which has several lines")],
)
def test_a_file_without_one_secret_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    a_secret(tmp_path, content)

    text = refused_with(tmp_path, from_file())

    assert text.startswith("shops.temu-de.temu.access_token_file: ")
    assert sentence in text


@pytest.mark.parametrize(
    ("name", "sentence"), [("gone", "which cannot be read"), (".", "which is no file")]
)
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str, sentence: str) -> None:
    assert sentence in refused_with(tmp_path, from_file(name))


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    a_secret(tmp_path, "other")

    text = refused_with(
        tmp_path, COMPLETE.replace(TOKEN_LINE, TOKEN_LINE + '\naccess_token_file = "token"')
    )

    assert "access_token and access_token_file are both given; expected only one of the two" in text


def test_secrets_are_not_in_the_representation(tmp_path: Path) -> None:
    shown = repr(loaded(tmp_path))

    assert not [secret for secret in HIDDEN if secret in shown]


def test_secrets_are_redacted(tmp_path: Path) -> None:
    shown = redacted(loaded(tmp_path))

    text = json.dumps(shown)
    assert not [secret for secret in HIDDEN if secret in text]
    assert shown["database_url"] == "missing"
    assert '"access_token": "set"' in text
    assert '"url": "set"' in text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(COMPLETE.replace("mssql+pyodbc://", ""), id="no address"),
        pytest.param(COMPLETE.replace("access_token =", "acess_token ="), id="misspelt"),
        pytest.param(COMPLETE.replace(f'"{TOKEN}"', f'["{TOKEN}"]'), id="a list"),
        pytest.param(COMPLETE.replace(f'"{TOKEN}"', f'{{ a = "{TOKEN}" }}'), id="a table"),
        pytest.param(COMPLETE.replace("url =", "database ="), id="in the wrong place"),
        pytest.param(COMPLETE + "concurrency = 99\n", id="another setting is wrong"),
        pytest.param(COMPLETE.replace(f'"{TOKEN}"', TOKEN), id="no quotes"),
    ],
)
def test_no_complaint_and_no_traceback_holds_a_secret(tmp_path: Path, text: str) -> None:
    with pytest.raises(RejectedError) as refused:
        loaded(tmp_path, text)

    shown = "".join(traceback.format_exception(refused.value)) + refused.value.text
    assert not [secret for secret in HIDDEN if secret in shown]
    assert refused.value.__context__ is None or refused.value.__suppress_context__
