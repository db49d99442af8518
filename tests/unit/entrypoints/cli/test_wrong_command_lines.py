"""What a merchant may type wrong ends with 2 and a sentence, never with a traceback."""

import sqlite3
from pathlib import Path

import pytest
from tests.unit.entrypoints.cli.shell import SHOP, Shell, a_settings_file


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("bogus", 'Unknown command "bogus"'),
        ("orders shwo", 'Did you mean "show"?'),
        ("orders show", "temu-jtl orders show needs NUMBER"),
        ("orders correct PO-1", "temu-jtl orders correct needs FIELD"),
        ("orders list --settings", "--settings needs a value after it"),
        ("orders retry", "Name at least one order"),
        ("orders list --held --state ready", "leave --state out"),
        ("orders list --newest --after PO-1", "leave --newest out"),
        ("orders correct PO-1 address.street Weg address.city", "what address.city is to be"),
        ("stock list --only bogus", '"out_of_step"'),
        ("orders confirm PO-1", "needs"),
        ("orders confirm PO-1 --deny everything", '"cancellation"'),
        ("sync orders --days-back 0", "Must be >= 1"),
        ("sync orders --days-back 91", "Must be <= 90"),
        ("sync orders --status bogus", '"unshipped"'),
        ("orders list --state bogus", '"in-erp"'),
        ("alerts close x", '"x"'),
        ("orders list --what", "--what"),
    ],
)
def test_a_wrong_line_is_answered_with_what_was_expected(
    shell: Shell, line: str, said: str
) -> None:
    answer = shell.type(*line.split())

    assert answer.code == 2
    assert said in answer.err
    assert answer.out == ""


def test_after_a_wrong_line_the_right_help_is_named(shell: Shell) -> None:
    assert "See: temu-jtl orders show --help" in shell.type("orders", "show").err


@pytest.mark.parametrize(
    "line", ["status", "doctor", "sync orders", "orders list", "map carriers", "db status", "stop"]
)
def test_without_settings_nothing_is_done_and_the_demo_is_named(shell: Shell, line: str) -> None:
    answer = shell.type(*line.split())

    assert answer.code == 2
    assert "--demo" in answer.err
    assert "docs/settings.example.toml" in answer.err


def test_a_broken_settings_file_is_named_with_the_place_of_the_fault(
    shell: Shell, tmp_path: Path
) -> None:
    answer = shell.type("status", "--settings", a_settings_file(tmp_path, 'data = "x\n'))

    assert answer.code == 2
    assert "shop.toml is not valid TOML" in answer.err
    assert "line 1" in answer.err


def test_an_unknown_setting_is_named_with_the_right_one(shell: Shell, tmp_path: Path) -> None:
    file = a_settings_file(tmp_path, SHOP.replace("app_key", "app_kye"))

    answer = shell.type("status", "--settings", file)

    assert answer.code == 2
    assert 'did you mean "app_key"' in answer.err
    assert "hidden" not in answer.err


def test_an_unknown_shop_is_answered_with_the_known_ones(shell: Shell, tmp_path: Path) -> None:
    answer = shell.type("status", "--shop", "south", "--settings", a_settings_file(tmp_path))

    assert answer.code == 2
    assert 'no shop "south"' in answer.err
    assert "north" in answer.err


def test_a_database_without_tables_is_refused_with_the_command_that_makes_them(
    shell: Shell, tmp_path: Path
) -> None:
    answer = shell.type("orders", "list", "--settings", a_settings_file(tmp_path))

    assert answer.code == 2
    assert "run: temu-jtl db upgrade [schema_older]" in answer.err


def test_a_database_of_a_newer_program_is_left_alone(shell: Shell, tmp_path: Path) -> None:
    file = a_settings_file(tmp_path)
    shell.type("db", "upgrade", "--settings", file)
    with sqlite3.connect(tmp_path / "store" / "temu-jtl.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    answer = shell.type("status", "--settings", file)

    assert answer.code == 2
    assert "newer than this program" in answer.err


def test_a_place_that_holds_no_folder_is_said_in_one_line(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = a_settings_file(tmp_path, SHOP.replace('"store"', '"file/store"'))

    answer = shell.type("db", "upgrade", "--settings", file)

    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("command", ["demo", "status --demo"])
def test_a_folder_that_is_no_demonstrations_is_not_touched(
    shell: Shell, tmp_path: Path, command: str
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")

    answer = shell.type(*command.split(), "--data", "mine")

    assert answer.code == 2
    assert "no demonstration's folder" in answer.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("mark", "said"),
    [("{", "cannot be read"), ('{"scenario": "large"}', "holds the scenario large")],
)
def test_a_demonstration_of_another_kind_is_refused(
    shell: Shell, tmp_path: Path, mark: str, said: str
) -> None:
    (tmp_path / "demo.json").write_text(mark)

    answer = shell.type("demo", "--scenario", "small", "--data", str(tmp_path))

    assert answer.code == 2
    assert said in answer.err


def test_a_file_cannot_hold_a_demonstration(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    answer = shell.type("demo", "--data", "file")

    assert answer.code == 2
    assert "cannot hold a demonstration" in answer.err


def test_the_demonstration_knows_one_shop_only(shell: Shell) -> None:
    answer = shell.type("status", "--demo", "--shop", "north")

    assert answer.code == 2
    assert "leave --shop out" in answer.err
