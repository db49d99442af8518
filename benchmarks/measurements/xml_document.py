"""Writing one large order document."""

import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

from adapters.jtl_xml.file_document import document_parts
from adapters.jtl_xml.renderer import JtlOrderRenderer
from adapters.jtl_xml.whole_file import open_for_writing, write_new_file
from benchmarks.in_turn import InTurn
from benchmarks.measurement import Measurement, Once, Sample
from benchmarks.order_documents import two_line_orders
from benchmarks.seed_way.order_tree import write_tree
from temu_core.batches import in_batches
from temu_core.document import OrderDocument, RenderedOrder


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    documents = two_line_orders(size)
    path, tree = folder / "orders.xml", folder / "tree.xml"

    turns = InTurn(
        ours=lambda: _write(documents, path),
        seeds=lambda: write_tree(documents, tree),
        reset=lambda: None,
    )

    def once() -> Sample:
        # What the other way allocates would hide what ours does.
        sample = turns.ours_alone() if tracemalloc.is_tracing() else turns()
        return attrs.evolve(sample, facts={"KiB": path.stat().st_size // 1024})

    yield once


def _write(documents: Sequence[OrderDocument], path: Path) -> None:
    path.unlink(missing_ok=True)
    write_new_file(path, document_parts(_rendered(documents)), open_for_writing)


def _rendered(documents: Sequence[OrderDocument]) -> Iterator[RenderedOrder]:
    renderer = JtlOrderRenderer()
    for batch in in_batches(documents):
        yield from renderer.render(batch)


MEASUREMENTS = (
    Measurement(
        name="xml_document",
        what="two-line orders → one document on the disk, rendered a hundred at a time",
        unit="orders",
        sizes=(10_000, 50_000),
        tiny=150,
        prepare=_prepare,
        memory=True,
    ),
)
