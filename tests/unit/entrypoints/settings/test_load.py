"""Reading the settings as a whole."""

from pathlib import Path

import pytest
from tests.unit.entrypoints.settings.written import COMPLETE, ERP, TEMU, TOP, a_file, loaded

from entrypoints.settings.load import load_settings
from shared_kernel.errors import RejectedError


def test_what_is_not_written_has_the_safer_default(tmp_path: Path) -> None:
    settings = loaded(tmp_path)

    shop = settings.shops["temu-de"]
    assert settings.erp.database == "eazybusiness"
    assert not shop.orders.allow_cash_on_delivery
    assert shop.orders.delivery.value == "inbox"
    assert shop.stock.sharing.value == "split"


def test_relative_paths_count_from_the_settings_file(tmp_path: Path) -> None:
    """
    Otherwise a start from another folder would open a second, empty database.
    """
    settings = loaded(tmp_path)

    assert settings.data == tmp_path / "store"


def test_our_own_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    url = loaded(tmp_path).own_database

    assert url.get_backend_name() == "sqlite"
    assert url.database == str(tmp_path / "store" / "temu-jtl.sqlite")


def test_a_file_saved_on_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "temu-jtl.toml"
    file.write_bytes(COMPLETE.replace("\n", "\r\n").encode("utf-8-sig"))

    assert "temu-de" in load_settings(file, {}).shops


def test_several_shops_are_kept_apart(tmp_path: Path) -> None:
    second = TEMU.replace("temu-de", "temu-fr") + "[shops.temu-fr.stock]\nbuffer_units = 3\n"

    settings = loaded(tmp_path, COMPLETE + second)

    assert settings.shop("temu-fr")[1].stock.buffer_units == 3
    assert settings.shop("temu-de")[1].stock.buffer_units == 0


def test_the_only_shop_needs_no_name(tmp_path: Path) -> None:
    assert loaded(tmp_path).shop(None)[0] == "temu-de"


@pytest.mark.parametrize("name", [None, "temu-it"])
def test_a_shop_that_cannot_be_told_is_asked_for_by_name(tmp_path: Path, name: str | None) -> None:
    settings = loaded(tmp_path, COMPLETE + TEMU.replace("temu-de", "temu-fr"))

    with pytest.raises(RejectedError, match="temu-de, temu-fr"):
        settings.shop(name)


def test_without_any_settings_it_says_how_to_start() -> None:
    with pytest.raises(RejectedError) as refused:
        load_settings(None, {"PATH": "/bin", "TEMU_JTL_TEST_POSTGRES_URL": "x"})

    for hint in (
        "--demo",
        "--settings FILE",
        "TEMU_JTL_SETTINGS",
        "./temu-jtl.toml",
        "/etc/temu-jtl/settings.toml",
    ):
        assert hint in refused.value.text


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RejectedError, match=r"no settings file .*gone\.toml"):
        load_settings(tmp_path / "gone.toml", {})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("data = store", "is not valid TOML", id="no quotes"),
        pytest.param('data = "C:\\shop"', "Windows paths in single quotes", id="backslash"),
        pytest.param(TOP + TOP + ERP + TEMU, "each name and [table] occurs once", id="twice"),
    ],
)
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(RejectedError) as refused:
        load_settings(a_file(tmp_path, text), {})

    assert sentence in refused.value.text
    assert "line" in refused.value.text


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "temu-jtl.toml"
    file.write_bytes('data = "Größe"'.encode("latin-1"))

    with pytest.raises(RejectedError, match="save it again as UTF-8"):
        load_settings(file, {})
