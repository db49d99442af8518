"""The folder from which JTL, or a person, takes order documents."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

from adapters.jtl_xml.file_document import document_parts
from adapters.jtl_xml.waiting_files import WaitingFiles
from adapters.jtl_xml.whole_file import (
    Opener,
    make_names_durable,
    move_to_free_name,
    open_for_writing,
    same_content,
    write_new_file,
)
from shared_kernel.errors import Family, Problem, UnavailableError
from temu_core.document import ExportBatch, RenderedOrder
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover, OrderHandover

BARE_NAME = "jtl_temu_bestellungen.xml"
ARCHIVE = "archive"
#: A batch is one document, or as many as a person had its orders handed over apart.
MOST_PARTS = 100

_Answers = Mapping[OrderNumber, Handover | Problem]


@attrs.frozen(kw_only=True)
class JtlOrderOutbox(OrderHandover):
    """
    One document per batch, whole or absent, and never written over.

    With *bare_name* every document has the same name, as an import that looks
    for one file wants it; then a batch waits until the one before is put away.
    """

    directory: Path
    bare_name: bool = False
    open_file: Opener = open_for_writing
    _files: WaitingFiles = attrs.field(init=False)

    @_files.default
    def _files_there(self) -> WaitingFiles:
        return WaitingFiles(self.directory)

    def waiting(self, numbers: Collection[OrderNumber]) -> frozenset[OrderNumber]:
        """
        Return which orders are in a document of the folder, the bare name included.

        Raises:
            UnavailableError: A document is locked; nothing is known.
        """
        with _failing_safely(self.directory):
            return self._files.find(numbers)

    def deliver(self, batch: ExportBatch) -> _Answers:
        """
        Write a document of the batch with those of its orders that wait in no other.

        A document of other bytes under the batch's name is left alone: it holds
        other orders of the batch, which were handed over apart; this one gets
        the next name.  With the bare name it waits until the other is put away.
        """
        path = self._path(batch)
        with _failing_safely(path):
            self.directory.mkdir(parents=True, exist_ok=True)
            waiting = self._files.find([order.number for order in batch.orders])
            fresh = [order for order in batch.orders if order.number not in waiting]
            answers: dict[OrderNumber, Handover | Problem] = dict.fromkeys(
                waiting, Handover.ALREADY_WAITING
            )
            if fresh:
                answers.update(self._write(batch, fresh))
        return answers

    def archive(self, batch: ExportBatch) -> None:
        """
        Move the batch's document to ``archive`` beside the folder; nothing there, nothing done.

        Raises:
            UnavailableError: The file is locked or the disk is full; it stays.
        """
        archive = self.directory.parent / ARCHIVE
        for path in self._paths(batch):
            with _failing_safely(path):
                if not path.exists():
                    return
                if self.bare_name and not self._is_of(path, batch):
                    return
                archive.mkdir(parents=True, exist_ok=True)
                _put_away(path, archive / _batch_name(batch.id))

    def erase(self, batch_id: str) -> None:
        """
        Delete the batch's documents from ``archive``.

        Raises:
            UnavailableError: A file is locked; it stays.
        """
        archive = self.directory.parent / ARCHIVE
        stem = Path(_batch_name(batch_id)).stem
        for path in (*archive.glob(f"{stem}.xml"), *archive.glob(f"{stem}_*.xml")):
            with _failing_safely(path):
                path.unlink(missing_ok=True)

    def _write(self, batch: ExportBatch, fresh: Sequence[RenderedOrder]) -> _Answers:
        for path in self._paths(batch):
            try:
                write_new_file(path, document_parts(fresh), self.open_file)
            except FileExistsError:
                continue
            return self._written(fresh)
        raise UnavailableError(
            f"{self._path(batch)} still holds other orders; "
            "it is put away once the ERP has them all"
        )

    def _written(self, fresh: Sequence[RenderedOrder]) -> _Answers:
        try:
            make_names_durable(self.directory)
        except OSError as e:
            text = f"a document in {self.directory} may be lost: {e.strerror}"
            lost = Problem(family=Family.OUTCOME_UNKNOWN, text=text)
            return {order.number: lost for order in fresh}
        return {order.number: Handover.DELIVERED for order in fresh}

    def _is_of(self, path: Path, batch: ExportBatch) -> bool:
        return self._files.numbers_in(path) <= {order.number for order in batch.orders}

    def _path(self, batch: ExportBatch) -> Path:
        return next(self._paths(batch))

    def _paths(self, batch: ExportBatch) -> Iterator[Path]:
        """
        Yield the names the batch's documents may have, in the order they are taken.
        """
        if self.bare_name:
            yield self.directory / BARE_NAME
            return
        for part in range(1, MOST_PARTS + 1):
            yield self.directory / _batch_name(batch.id, part)


def _batch_name(batch_id: str, part: int = 1) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", batch_id):
        raise ValueError(f"{batch_id!r} cannot be part of a file name")
    suffix = "" if part == 1 else f"_{part}"
    return f"{Path(BARE_NAME).stem}_{batch_id}{suffix}.xml"


def _put_away(path: Path, place: Path) -> None:
    number = 1
    target = place
    while True:
        try:
            move_to_free_name(path, target)
        except FileExistsError:
            if same_content(path, target):
                path.unlink()
                return
            number += 1
            target = place.with_name(f"{place.stem}_{number}.xml")
        else:
            return


@contextmanager
def _failing_safely(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as e:
        raise UnavailableError(f"{path}: {e.strerror or e}", field=str(path)) from e
