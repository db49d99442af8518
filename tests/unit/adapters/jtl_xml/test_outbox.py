"""The folder in which order documents wait."""

import errno
import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import attrs
import pytest
from lxml import etree
from tests.contracts.erp_world import HandoverWorld
from tests.contracts.order_handover_contract import OrderHandoverContract
from tests.unit.adapters.jtl_xml.documents import a_document

from adapters.jtl_xml.outbox import BARE_NAME, JtlOrderOutbox
from adapters.jtl_xml.renderer import JtlOrderRenderer
from shared_kernel.errors import UnavailableError
from temu_core.document import DeliveryWay, ExportBatch, RenderedOrder
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover

ONE, TWO, THREE = OrderNumber("PO-1"), OrderNumber("PO-2"), OrderNumber("PO-3")


def a_batch(*numbers: str, batch_id: str = "b1", name: str = "Beispiel-Lampe") -> ExportBatch:
    documents = [a_document(number, name=name) for number in numbers]
    orders = tuple(JtlOrderRenderer().render(documents))
    return ExportBatch(id=batch_id, way=DeliveryWay.FILE, orders=orders)


def numbers_in(path: Path) -> list[str]:
    return [str(e.text) for e in etree.parse(path).iter("cExterneBestellNr")]


@attrs.define
class OutboxFolder(HandoverWorld):
    """
    The folder as a contract test treats it.
    """

    folder: Path

    def document(self, number: OrderNumber) -> RenderedOrder:
        return a_batch(number).orders[0]

    def times_waiting(self, number: OrderNumber) -> int:
        return sum(numbers_in(path).count(number) for path in self.folder.glob("*.xml"))

    def go_down(self) -> None:
        self.folder.write_text("a file where the folder should be")

    def come_back(self) -> None:
        self.folder.unlink()


class TestJtlOrderOutbox(OrderHandoverContract):
    @pytest.fixture
    def way(self) -> DeliveryWay:
        return DeliveryWay.FILE

    @pytest.fixture
    def world(self, folder: Path) -> OutboxFolder:
        return OutboxFolder(folder)

    @pytest.fixture
    def handover(self, outbox: JtlOrderOutbox) -> JtlOrderOutbox:
        return outbox


class FullDisk(io.FileIO):
    """
    A file on a disk that is full after 1,000 bytes.
    """

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes is all we write
        if self.tell() + len(data) > 1000:
            super().write(data[: 1000 - self.tell()])
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


def full_disk(path: Path) -> BinaryIO:
    return FullDisk(path, "wb")


def locked(path: Path) -> BinaryIO:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


@pytest.fixture
def outbox(folder: Path) -> JtlOrderOutbox:
    return JtlOrderOutbox(directory=folder)


def test_a_batch_becomes_one_document(outbox: JtlOrderOutbox, folder: Path) -> None:
    batch = a_batch("PO-1", "PO-2")

    answers = outbox.deliver(batch)

    path = folder / "jtl_temu_bestellungen_b1.xml"
    assert answers == {ONE: Handover.DELIVERED, TWO: Handover.DELIVERED}
    assert list(folder.iterdir()) == [path]
    assert numbers_in(path) == ["PO-1", "PO-2"]
    assert all(order.body in path.read_bytes() for order in batch.orders)


def test_a_document_may_be_delivered_again(outbox: JtlOrderOutbox, folder: Path) -> None:
    """
    After a crash the same batch is delivered once more; it must not be there twice.
    """
    outbox.deliver(a_batch("PO-1"))

    answers = outbox.deliver(a_batch("PO-1"))

    assert answers == {ONE: Handover.ALREADY_WAITING}
    assert len(list(folder.iterdir())) == 1


def test_an_order_waiting_in_another_document_is_not_written_again(
    outbox: JtlOrderOutbox, folder: Path
) -> None:
    outbox.deliver(a_batch("PO-1", batch_id="b1"))

    answers = outbox.deliver(a_batch("PO-1", "PO-2", batch_id="b2"))

    assert answers == {ONE: Handover.ALREADY_WAITING, TWO: Handover.DELIVERED}
    assert numbers_in(folder / "jtl_temu_bestellungen_b2.xml") == ["PO-2"]


def test_an_order_that_waits_with_other_content_is_not_written_again(
    outbox: JtlOrderOutbox, folder: Path
) -> None:
    outbox.deliver(a_batch("PO-1"))
    before = (folder / "jtl_temu_bestellungen_b1.xml").read_bytes()

    answers = outbox.deliver(a_batch("PO-1", name="Andere Lampe"))

    assert answers == {ONE: Handover.ALREADY_WAITING}
    assert (folder / "jtl_temu_bestellungen_b1.xml").read_bytes() == before


def test_orders_of_one_batch_handed_over_apart_lie_in_documents_of_their_own(
    outbox: JtlOrderOutbox, folder: Path, tmp_path: Path
) -> None:
    outbox.deliver(a_batch("PO-1"))

    answers = outbox.deliver(a_batch("PO-2"))

    assert answers == {TWO: Handover.DELIVERED}
    assert numbers_in(folder / "jtl_temu_bestellungen_b1.xml") == ["PO-1"]
    assert numbers_in(folder / "jtl_temu_bestellungen_b1_2.xml") == ["PO-2"]

    outbox.archive(a_batch("PO-1", "PO-2"))

    assert list(folder.iterdir()) == []
    assert len(list((tmp_path / "archive").iterdir())) == 2


@pytest.mark.parametrize("open_file", [full_disk, locked])
def test_a_failing_disk_leaves_nothing_behind(
    folder: Path, open_file: Callable[[Path], BinaryIO]
) -> None:
    outbox = JtlOrderOutbox(directory=folder, open_file=open_file)

    with pytest.raises(UnavailableError, match="jtl_temu_bestellungen_b1"):
        outbox.deliver(a_batch("PO-1"))

    assert list(folder.iterdir()) == []


def test_what_a_crash_left_is_no_document(outbox: JtlOrderOutbox, folder: Path) -> None:
    folder.mkdir()
    (folder / ".jtl_temu_bestellungen_b1.xml.part").write_bytes(a_batch("PO-1").orders[0].body)

    assert outbox.waiting([ONE]) == frozenset()
    assert outbox.deliver(a_batch("PO-1")) == {ONE: Handover.DELIVERED}
    assert [path.name for path in folder.iterdir()] == ["jtl_temu_bestellungen_b1.xml"]


def test_orders_wait_until_their_document_is_gone(outbox: JtlOrderOutbox, folder: Path) -> None:
    outbox.deliver(a_batch("PO-1", "PO-2", batch_id="b1"))
    outbox.deliver(a_batch("PO-3", batch_id="b2"))

    assert outbox.waiting([ONE, THREE, OrderNumber("PO-4")]) == {ONE, THREE}

    (folder / "jtl_temu_bestellungen_b1.xml").unlink()

    assert outbox.waiting([ONE, THREE]) == {THREE}


def test_a_number_is_found_wherever_a_large_document_is_cut(
    outbox: JtlOrderOutbox, folder: Path
) -> None:
    """
    Documents are read in pieces of a mebibyte; a tag may lie on the seam.
    """
    element = b"<cExterneBestellNr>PO-1</cExterneBestellNr>"
    folder.mkdir()
    for shift in range(len(element) + 1):
        filler = b" " * ((1 << 20) - shift)
        (folder / f"{shift}.xml").write_bytes(filler + element + b" " * 10)

        assert outbox.waiting([ONE]) == {ONE}
        (folder / f"{shift}.xml").unlink()


def test_a_number_is_read_as_xml_means_it(outbox: JtlOrderOutbox) -> None:
    number = OrderNumber("PO <1> & Łódź")

    outbox.deliver(a_batch(number))

    assert outbox.waiting([number]) == {number}


def test_a_finished_document_is_put_away_once(
    outbox: JtlOrderOutbox, folder: Path, tmp_path: Path
) -> None:
    batch = a_batch("PO-1")
    outbox.deliver(batch)

    outbox.archive(batch)
    outbox.archive(batch)

    assert list(folder.iterdir()) == []
    assert [path.name for path in (tmp_path / "archive").iterdir()] == [
        "jtl_temu_bestellungen_b1.xml"
    ]
    assert outbox.waiting([ONE]) == frozenset()


def test_the_archive_keeps_what_it_has(outbox: JtlOrderOutbox, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "jtl_temu_bestellungen_b1.xml").write_text("older")
    outbox.deliver(a_batch("PO-1"))

    outbox.archive(a_batch("PO-1"))

    assert (archive / "jtl_temu_bestellungen_b1.xml").read_text() == "older"
    assert numbers_in(archive / "jtl_temu_bestellungen_b1_2.xml") == ["PO-1"]


def test_of_an_erased_batch_no_file_is_left_in_the_archive(
    outbox: JtlOrderOutbox, folder: Path
) -> None:
    """
    All its parts, and no other batch's that begins with the same letters.
    """
    archive = folder.parent / "archive"
    for batch_id in ("b1", "b10"):
        batch = a_batch(f"PO-{batch_id}", batch_id=batch_id)
        outbox.deliver(batch)
        outbox.archive(batch)
    (archive / "jtl_temu_bestellungen_b1_2.xml").write_text("a part")

    outbox.erase("b1")

    assert [path.name for path in archive.iterdir()] == ["jtl_temu_bestellungen_b10.xml"]


def test_the_bare_name_waits_for_the_batch_before(folder: Path, tmp_path: Path) -> None:
    outbox = JtlOrderOutbox(directory=folder, bare_name=True)
    first, second = a_batch("PO-1", batch_id="b1"), a_batch("PO-2", batch_id="b2")
    outbox.deliver(first)

    with pytest.raises(UnavailableError, match="still holds other orders"):
        outbox.deliver(second)
    outbox.archive(second)

    assert numbers_in(folder / BARE_NAME) == ["PO-1"]

    outbox.archive(first)

    assert outbox.deliver(second) == {TWO: Handover.DELIVERED}
    assert numbers_in(folder / BARE_NAME) == ["PO-2"]
    assert numbers_in(tmp_path / "archive" / "jtl_temu_bestellungen_b1.xml") == ["PO-1"]


def test_a_batch_id_cannot_lead_out_of_the_folder(outbox: JtlOrderOutbox) -> None:
    with pytest.raises(ValueError, match="file name"):
        outbox.deliver(a_batch("PO-1", batch_id="../b1"))


def test_a_document_of_many_orders_is_never_whole_in_memory(
    outbox: JtlOrderOutbox, folder: Path
) -> None:
    pieces: list[int] = []

    class Watched(io.FileIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes is all we write
            pieces.append(len(data))
            return super().write(data)

    def watched(path: Path) -> BinaryIO:
        return Watched(path, "wb")

    batch = a_batch(*(f"PO-{i}" for i in range(50)))
    JtlOrderOutbox(directory=folder, open_file=watched).deliver(batch)

    assert max(pieces) <= max(len(order.body) for order in batch.orders)
