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
    has_content,
    make_names_durable,
    move_to_free_name,
    open_for_writing,
    same_content,
    write_new_file,
)
from shared_kernel.errors import CorruptReplyError, Family, Problem, UnavailableError
from temu_core.document import ExportBatch, RenderedOrder
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover, OrderHandover

BARE_NAME = "jtl_temu_bestellungen.xml"
ARCHIVE = "archive"

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
        Write the batch's document with those of its orders that wait in no other.

        An existing document of the same bytes counts as waiting; one of other
        bytes is left alone and named in each order's problem.
        """
        path = self._path(batch)
        with _failing_safely(path):
            self.directory.mkdir(parents=True, exist_ok=True)
            others = self._files.find([order.number for order in batch.orders], besides=path)
            fresh = [order for order in batch.orders if order.number not in others]
            answers: dict[OrderNumber, Handover | Problem] = dict.fromkeys(
                others, Handover.ALREADY_WAITING
            )
            if fresh:
                answers.update(self._write(path, batch, fresh))
        return answers

    def archive(self, batch: ExportBatch) -> None:
        """
        Move the batch's document to ``archive`` beside the folder; nothing there, nothing done.

        Raises:
            UnavailableError: The file is locked or the disk is full; it stays.
        """
        path = self._path(batch)
        with _failing_safely(path):
            if not path.exists() or (self.bare_name and not self._is_of(path, batch)):
                return
            archive = self.directory.parent / ARCHIVE
            archive.mkdir(parents=True, exist_ok=True)
            _put_away(path, archive / _batch_name(batch.id))

    def _write(self, path: Path, batch: ExportBatch, fresh: Sequence[RenderedOrder]) -> _Answers:
        try:
            write_new_file(path, document_parts(fresh), self.open_file)
        except FileExistsError:
            return self._found(path, batch, fresh)

        try:
            make_names_durable(self.directory)
        except OSError as e:
            lost = Problem(family=Family.OUTCOME_UNKNOWN, text=f"{path} may be lost: {e.strerror}")
            return {order.number: lost for order in fresh}
        return {order.number: Handover.DELIVERED for order in fresh}

    def _found(self, path: Path, batch: ExportBatch, fresh: Sequence[RenderedOrder]) -> _Answers:
        # All of the batch: those found elsewhere may have been put there since.
        if any(has_content(path, document_parts(orders)) for orders in (fresh, batch.orders)):
            return {order.number: Handover.ALREADY_WAITING for order in fresh}
        if self.bare_name:
            raise UnavailableError(
                f"{path} still holds other orders; it is put away once the ERP has them all"
            )
        problem = Problem.of(
            CorruptReplyError(f"{path} has another content than this batch; it was left alone")
        )
        return {order.number: problem for order in fresh}

    def _is_of(self, path: Path, batch: ExportBatch) -> bool:
        return self._files.numbers_in(path) <= {order.number for order in batch.orders}

    def _path(self, batch: ExportBatch) -> Path:
        name = _batch_name(batch.id)
        return self.directory / (BARE_NAME if self.bare_name else name)


def _batch_name(batch_id: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", batch_id):
        raise ValueError(f"{batch_id!r} cannot be part of a file name")
    return f"{Path(BARE_NAME).stem}_{batch_id}.xml"


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
