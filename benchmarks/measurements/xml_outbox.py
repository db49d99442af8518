"""Handing orders over as files, the way an export does."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.jtl_xml.outbox import JtlOrderOutbox
from adapters.jtl_xml.renderer import JtlOrderRenderer
from benchmarks.measurement import Measurement, Once, Sample, Stopwatch, WrongResultError
from benchmarks.order_documents import two_line_orders
from temu_core.batches import in_batches
from temu_core.document import DeliveryWay, ExportBatch
from temu_core.ports.order_handover import Handover


@contextmanager
def _prepare(size: int, folder: Path) -> Iterator[Once]:
    documents = two_line_orders(size)
    directory = folder / "outbox"

    def once() -> Sample:
        shutil.rmtree(directory, ignore_errors=True)
        renderer, outbox = JtlOrderRenderer(), JtlOrderOutbox(directory=directory)
        delivered = 0
        with Stopwatch() as watch:
            for number, batch in enumerate(in_batches(documents)):
                answers = outbox.deliver(
                    ExportBatch(
                        id=f"batch-{number}",
                        way=DeliveryWay.FILE,
                        orders=tuple(renderer.render(batch)),
                    )
                )
                delivered += list(answers.values()).count(Handover.DELIVERED)
        if delivered != size:
            raise WrongResultError(f"{delivered} of {size} orders were delivered")
        return watch.sample(documents=-(-size // 100))

    yield once


MEASUREMENTS = (
    Measurement(
        name="xml_outbox",
        what="two-line orders → documents of a hundred in the outbox, each order looked for first",
        unit="orders",
        sizes=(10_000,),
        tiny=150,
        prepare=_prepare,
    ),
)
