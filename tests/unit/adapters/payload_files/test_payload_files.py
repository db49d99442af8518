"""The JSON files of a run."""

import errno
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import attrs
import pytest

from adapters.payload_files.archive import JsonPayloadArchive
from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import Fence
from temu_core.order import OrderNumber, ShopId
from temu_core.payload import Call, RawAnswer
from temu_core.ports.raw_answers import RawAnswers

SHOP = ShopId("main")
ALL = tuple(Call)


@attrs.define
class OneRun(RawAnswers):
    """
    The answers of one run.
    """

    answers: list[RawAnswer] = attrs.field(factory=list)

    def add(self, call: Call, key: str, body: str) -> None:
        at = datetime(2026, 3, 7, tzinfo=UTC)
        self.answers.append(RawAnswer(call=call, key=key, received_at=at, body=body))

    def append(self, fence: Fence, run_id: str, answers: object) -> None:
        raise NotImplementedError

    def of_run(self, shop: ShopId, run_id: str, call: Call) -> Iterator[RawAnswer]:
        return (a for a in self.answers if a.call is call and (shop, run_id) == (SHOP, "r1"))

    def of_order(self, shop: ShopId, number: OrderNumber) -> list[RawAnswer]:
        raise NotImplementedError

    def runs(self, shop: ShopId, limit: int = 20) -> list[str]:
        raise NotImplementedError

    def erase_before(self, fence: Fence, moment: datetime) -> int:
        raise NotImplementedError


class FullDisk(io.FileIO):
    """
    A file on a disk without room.
    """

    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def run() -> OneRun:
    return OneRun()


@pytest.fixture
def archive(tmp_path: Path, run: OneRun) -> JsonPayloadArchive:
    return JsonPayloadArchive(directory=tmp_path, raw_answers=run)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "main" / "api_responses"


def test_every_call_has_its_file(archive: JsonPayloadArchive, folder: Path) -> None:
    places = archive.write(SHOP, "r1", ALL)

    names = [
        "api_response_orders.json",
        "api_response_shipping_all.json",
        "api_response_amount_all.json",
        "order_export_rows.json",
        "temu_sku_status2.json",
        "temu_sku_status3.json",
    ]
    assert list(places) == [str(folder / name) for name in names]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_pages_are_kept_as_they_came(
    archive: JsonPayloadArchive, run: OneRun, folder: Path
) -> None:
    run.add(Call.ORDERS, "1", '{"result": {"name": "M\\u00fcller", "price":1.10}}')
    run.add(Call.ORDERS, "2", '{"result":{"name":"Łódź"}}')

    archive.write(SHOP, "r1", [Call.ORDERS])

    text = (folder / "api_response_orders.json").read_text("utf-8")
    assert all(answer.body in text for answer in run.answers)
    assert [page["result"]["name"] for page in json.loads(text)["pages"]] == ["Müller", "Łódź"]


def test_details_are_found_by_order_number(
    archive: JsonPayloadArchive, run: OneRun, folder: Path
) -> None:
    """
    An order asked twice shows what was answered last.
    """
    run.add(Call.AMOUNTS, "PO-1", '{"total":1}')
    run.add(Call.AMOUNTS, "PO-2", '{"total":2}')
    run.add(Call.AMOUNTS, "PO-1", '{"total":3}')
    run.add(Call.ADDRESS, "PO-1", '{"city":"Ort"}')

    archive.write(SHOP, "r1", ALL)

    text = (folder / "api_response_amount_all.json").read_text("utf-8")
    assert json.loads(text) == {"PO-2": {"total": 2}, "PO-1": {"total": 3}}
    assert text.count('"PO-1"') == 1
    assert json.loads((folder / "api_response_shipping_all.json").read_text()) == {
        "PO-1": {"city": "Ort"}
    }


def test_a_run_without_answers_leaves_no_old_ones(
    archive: JsonPayloadArchive, run: OneRun, folder: Path
) -> None:
    run.add(Call.AMOUNTS, "PO-1", "{}")
    run.add(Call.ORDERS, "1", "{}")
    archive.write(SHOP, "r1", ALL)

    archive.write(SHOP, "r2", ALL)

    assert json.loads((folder / "api_response_amount_all.json").read_text()) == {}
    assert json.loads((folder / "api_response_orders.json").read_text()) == {"pages": []}


def test_an_answer_that_is_no_json_spoils_nothing(
    archive: JsonPayloadArchive, run: OneRun, folder: Path
) -> None:
    run.add(Call.OFFERS_ACTIVE, "1", "<html>502</html>")
    run.add(Call.OFFERS_ACTIVE, "1", '{"ok":true}')

    archive.write(SHOP, "r1", [Call.OFFERS_ACTIVE])

    pages = json.loads((folder / "temu_sku_status2.json").read_text())["pages"]
    assert pages == ["<html>502</html>", {"ok": True}]


def test_only_the_owner_can_read_them(archive: JsonPayloadArchive, folder: Path) -> None:
    folder.mkdir(parents=True)
    old_draft = folder / ".api_response_orders.json.part"
    old_draft.write_text("left by a crash")
    old_draft.chmod(0o644)

    archive.write(SHOP, "r1", [Call.ORDERS])

    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_the_former_file(
    archive: JsonPayloadArchive, run: OneRun, folder: Path
) -> None:
    run.add(Call.ORDERS, "1", '{"first":true}')
    archive.write(SHOP, "r1", [Call.ORDERS])

    def full_disk(path: Path) -> BinaryIO:
        return FullDisk(path, "wb")

    with pytest.raises(UnavailableError, match="No space left"):
        attrs.evolve(archive, open_file=full_disk).write(SHOP, "r1", [Call.ORDERS])

    (path,) = folder.iterdir()
    assert json.loads(path.read_text()) == {"pages": [{"first": True}]}


def test_bodies_are_written_one_at_a_time(tmp_path: Path) -> None:
    """
    A day of a large shop must not have to fit into memory.
    """
    written: list[int] = []

    class Watched(io.FileIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes is all we write
            written.append(len(data))
            return super().write(data)

    class Lazy(OneRun):
        def of_run(self, shop: ShopId, run_id: str, call: Call) -> Iterator[RawAnswer]:
            for number in range(20):
                # The page before is on its way to the disk when the next is asked for.
                assert sum(written) >= number * 1000
                at = datetime(2026, 3, 7, tzinfo=UTC)
                body = json.dumps("x" * 1000)
                yield RawAnswer(call=call, key=str(number), received_at=at, body=body)

    def watched(path: Path) -> BinaryIO:
        return Watched(path, "wb")

    archive = JsonPayloadArchive(directory=tmp_path, raw_answers=Lazy(), open_file=watched)
    archive.write(SHOP, "r1", [Call.ORDERS])

    assert max(written) < 1100


@pytest.mark.parametrize("shop", ["..", "a/b", "", ".hidden"])
def test_a_shops_name_cannot_lead_out_of_the_folder(archive: JsonPayloadArchive, shop: str) -> None:
    with pytest.raises(ValueError, match="folder"):
        archive.write(ShopId(shop), "r1", ALL)
