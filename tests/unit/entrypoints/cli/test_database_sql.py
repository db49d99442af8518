"""temu-jtl db sql: what a database administrator is given to run."""

from pathlib import Path

import pytest
from tests.unit.entrypoints.cli.shell import Shell, a_settings_file


@pytest.mark.parametrize("engine", ["mssql", "postgresql", "sqlite"])
def test_it_needs_neither_settings_nor_a_database(shell: Shell, engine: str) -> None:
    answer = shell.type("db", "sql", "--engine", engine)

    assert answer.code == 0
    assert "CREATE TABLE orders (" in answer.out
    assert "INSERT INTO alembic_version" in answer.out


def test_the_settings_say_which_engine_it_is(shell: Shell, tmp_path: Path) -> None:
    answer = shell.type("db", "sql", "--json", "--settings", a_settings_file(tmp_path))

    assert answer.document["engine"] == "sqlite"
    assert "CREATE TABLE orders (" in answer.document["sql"]
    assert not (tmp_path / "store").exists()


def test_an_upgrade_says_what_is_new_only(shell: Shell) -> None:
    answer = shell.type("db", "sql", "--engine", "mssql", "--from", "0004", "--to", "0005")

    assert "CREATE TABLE reconciliations" in answer.out
    assert "CREATE TABLE orders" not in answer.out


def test_there_is_a_way_back(shell: Shell) -> None:
    answer = shell.type("db", "sql", "--engine", "postgresql", "--from", "head", "--to", "base")

    assert "DROP TABLE orders" in answer.out


def test_an_unknown_version_is_answered_with_the_known_ones(shell: Shell) -> None:
    answer = shell.type("db", "sql", "--engine", "mssql", "--from", "9999")

    assert answer.code == 2
    assert "here is no version '9999'; there are base, 0001," in answer.err


def test_sqlite_is_changed_by_the_program_alone(shell: Shell) -> None:
    answer = shell.type("db", "sql", "--engine", "sqlite", "--from", "0003")

    assert answer.code == 2
    assert "temu-jtl db upgrade" in answer.err


def test_an_unknown_engine_is_refused(shell: Shell) -> None:
    assert shell.type("db", "sql", "--engine", "oracle").code == 2
