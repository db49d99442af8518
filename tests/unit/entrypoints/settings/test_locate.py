"""Finding the settings file."""

from pathlib import Path

from entrypoints.settings.locate import locate


def test_a_named_file_wins_even_when_it_is_missing(tmp_path: Path) -> None:
    """
    Reading another file than the one somebody named would be a surprise.
    """
    (tmp_path / "temu-jtl.toml").touch()

    found = locate(Path("mine.toml"), {"TEMU_JTL_SETTINGS": "/other.toml"}, tmp_path)

    assert found == tmp_path / "mine.toml"


def test_the_variable_comes_next(tmp_path: Path) -> None:
    (tmp_path / "temu-jtl.toml").touch()

    assert locate(None, {"TEMU_JTL_SETTINGS": "/o.toml"}, tmp_path) == Path("/o.toml")


def test_then_the_folder_then_the_system(tmp_path: Path) -> None:
    system = tmp_path / "settings.toml"
    assert locate(None, {}, tmp_path, system_file=system) is None

    system.touch()
    assert locate(None, {}, tmp_path, system_file=system) == system

    (tmp_path / "temu-jtl.toml").touch()
    assert locate(None, {}, tmp_path, system_file=system) == tmp_path / "temu-jtl.toml"
