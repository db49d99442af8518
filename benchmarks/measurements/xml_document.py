"""Writing one large order document."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from adapters.jtl_xml.file_document import document_parts
from adapters.jtl_xml.renderer import JtlOrderRenderer
from adapters.jtl_xml.whole_file import open_for_writing, write_new_file
from benchmarks.measurement import Measurement, Once, Sample, Stopwatch
from benchmarks.order_documents import two_line_orders
from temu_core.batches import in_batches
from temu_core.document import OrderDocument, RenderedOrder


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    documents = two_line_orders(size)
    path = folder / "orders.xml"

    def once() -> Sample:
        path.unlink(missing_ok=True)
        with Stopwatch() as watch:
            write_new_file(path, document_parts(_rendered(documents)), open_for_writing)
        return watch.sample(KiB=path.stat().st_size // 1024)

    yield once


def _rendered(documents: Sequence[OrderDocument]) -> Iterator[RenderedOrder]:
    renderer = JtlOrderRenderer()
    for batch in in_batches(documents):
        yield from renderer.render(batch)


MEASUREMENT = Measurement(
    name="xml_document",
    what="two-line orders → one document on the disk, rendered a hundred at a time",
    unit="orders",
    sizes=(10_000, 100_000),
    tiny=150,
    prepare=_prepare,
    memory=True,
)
