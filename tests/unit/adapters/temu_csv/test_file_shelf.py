"""Order files wait for their run, unseen by others, and not for long."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from tests.unit.job_core.world import NOON

from adapters.temu_csv.file_shelf import OrderFileShelf
from adapters.temu_csv.rows import MOST_BYTES
from shared_kernel.errors import RejectedError, UnavailableError


@pytest.fixture
def shelf(tmp_path: Path) -> OrderFileShelf:
    return OrderFileShelf(tmp_path / "shop" / "order_files")


def test_a_file_is_kept_for_its_owner_only(shelf: OrderFileShelf) -> None:
    name = shelf.keep([b"order", b" id\n"])

    path = shelf.path(name)
    assert path.read_bytes() == b"order id\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_same_file_twice_is_kept_once(shelf: OrderFileShelf) -> None:
    assert shelf.keep([b"one"]) == shelf.keep([b"o", b"ne"])
    assert len(list(shelf.folder.iterdir())) == 1


@pytest.mark.parametrize("parts", [[], [b"x" * MOST_BYTES, b"x"]], ids=["empty", "larger than any"])
def test_what_is_no_order_file_leaves_nothing_behind(
    shelf: OrderFileShelf, parts: list[bytes]
) -> None:
    with pytest.raises(RejectedError):
        shelf.keep(parts)

    assert list(shelf.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", "../secret.csv", "x.csv", "0" * 32 + ".csv"])
def test_only_kept_files_can_be_named(shelf: OrderFileShelf, name: str) -> None:
    (shelf.folder.parent).mkdir()
    (shelf.folder.parent / "secret.csv").write_bytes(b"secret")

    with pytest.raises(RejectedError):
        shelf.path(name)
    shelf.forget(name)

    assert (shelf.folder.parent / "secret.csv").exists()


def test_a_file_nobody_came_for_is_erased_after_a_day(shelf: OrderFileShelf) -> None:
    old, new = shelf.path(shelf.keep([b"old"])), shelf.path(shelf.keep([b"new"]))
    for path, age in ((old, timedelta(hours=25)), (new, timedelta(hours=23))):
        moment = (NOON - age).timestamp()
        os.utime(path, (moment, moment))

    shelf.forget_old(NOON)

    assert not old.exists()
    assert new.exists()


def test_no_room_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(UnavailableError):
        OrderFileShelf(tmp_path / "file" / "order_files").keep([b"x"])
