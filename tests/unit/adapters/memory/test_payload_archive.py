"""The archive of raw answers in memory."""

import json

import pytest
from tests.contracts.books import NOW, SHOP
from tests.unit.adapters.memory.books import memory_books

from adapters.memory.payload_archive import MemoryPayloadArchive
from shared_kernel.errors import UnavailableError
from temu_core.payload import Call, RawAnswer


def test_a_file_holds_the_runs_answers_in_order() -> None:
    books = memory_books()
    answers = [
        RawAnswer(call=Call.ORDERS, key=str(n), received_at=NOW, body=json.dumps({"page": n}))
        for n in (1, 2)
    ]
    books.raw_answers.append(books.fence(), "run", answers)
    archive = MemoryPayloadArchive(books.raw_answers)

    places = archive.write(SHOP, "run", [Call.ORDERS])

    assert [json.loads(archive.files[place]) for place in places] == [[{"page": 1}, {"page": 2}]]


def test_a_full_disk_leaves_nothing_behind() -> None:
    archive = MemoryPayloadArchive(memory_books().raw_answers, down=True)

    with pytest.raises(UnavailableError):
        archive.write(SHOP, "run", [Call.ORDERS])

    assert archive.files == {}
