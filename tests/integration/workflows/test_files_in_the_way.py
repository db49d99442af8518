"""A disk that is full or a file that is locked: the batch stays open and keeps its bytes."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import attrs
import pytest
from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import NORTH, Play
from tests.integration.workflows.lamp_shop import lamp_shop, sell

from adapters.jtl_xml.outbox import JtlOrderOutbox
from temu_core.ledger import LedgerState

Opener = Callable[[Path], BinaryIO]


class FullDisk(io.FileIO):
    """
    A file that takes some bytes and then has no room left.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w")

    def write(self, part: Any, /) -> int:
        super().write(bytes(part)[:20])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _locked(path: Path) -> BinaryIO:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


@pytest.fixture
def play(open_play: Open) -> Play:
    return open_play(lamp_shop(), ORDERS__DELIVERY="file")


def _outbox(play: Play) -> Path:
    return play.settings.data / NORTH / "outbox"


def _documents(play: Play) -> list[Path]:
    return sorted(_outbox(play).glob("*.xml"))


def _failing(play: Play, opener: Opener) -> Play:
    outbox = JtlOrderOutbox(directory=_outbox(play), open_file=opener)
    return attrs.evolve(play, fakes={"outbox": outbox})


@pytest.mark.parametrize("opener", [FullDisk, _locked])
def test_a_batch_that_could_not_be_written_is_finished_with_the_same_bytes(
    play: Play, opener: Opener
) -> None:
    numbers = [sell(play, 1), sell(play, 2)]

    _failing(play, opener).sync_orders()
    batch = play.record(numbers[0]).delivery
    bytes_then = [play.document(number) for number in numbers]

    assert list(_outbox(play).iterdir()) == []
    assert {play.state(number) for number in numbers} == {LedgerState.EXPORTING}
    play.advance(hours=5)
    play.with_settings(ERP__XML__ORIGIN="CHANGED").sync_orders()
    (document,) = _documents(play)
    assert batch is not None
    assert batch.batch_id in document.name
    assert all(body in document.read_bytes() for body in bytes_then)
    play.advance(minutes=10)
    assert {n: len(k) for n, k in play.jtl()["booked"].items()} == dict.fromkeys(numbers, 1)


@pytest.mark.parametrize("opener", [FullDisk, _locked])
def test_orders_that_came_meanwhile_go_into_a_batch_of_their_own(
    play: Play, opener: Opener
) -> None:
    early = sell(play, 1)
    _failing(play, opener).sync_orders()
    late = sell(play, 2)
    _failing(play, opener).sync_orders()

    play.sync_orders()

    assert len(_documents(play)) == 2
    play.advance(minutes=10)
    assert sorted(play.jtl()["booked"]) == [early, late]


def test_a_folder_that_cannot_be_made_fails_the_run_and_loses_nothing(play: Play) -> None:
    number = sell(play)
    _outbox(play).rmdir()
    _outbox(play).write_text("in the way")

    run = play.sync_orders()

    assert str(_outbox(play)) in f"{run.error} {play.log()}"
    _outbox(play).unlink()
    _outbox(play).mkdir()
    play.sync_orders()
    play.advance(minutes=10)
    assert list(play.jtl()["booked"]) == [number]


def test_a_document_is_put_away_once_the_erp_has_its_orders(play: Play) -> None:
    sell(play, 1)
    play.sync_orders()
    assert len(_documents(play)) == 1
    play.advance(minutes=10)

    play.sync_orders()

    assert _documents(play) == []
    assert len(list((_outbox(play).parent / "archive").iterdir())) == 1
