"""The archive of raw answers in memory."""

from collections.abc import Sequence

import attrs

from shared_kernel.errors import UnavailableError
from temu_core.order import ShopId
from temu_core.payload import Call
from temu_core.ports.payload_archive import PayloadArchive
from temu_core.ports.raw_answers import RawAnswers


@attrs.define
class MemoryPayloadArchive(PayloadArchive):
    """
    Files by their place, filled from *answers*.

    Switch: ``down`` is a full disk.
    """

    answers: RawAnswers
    files: dict[str, str] = attrs.field(factory=dict)
    down: bool = False

    def write(self, shop: ShopId, run_id: str, calls: Sequence[Call]) -> Sequence[str]:
        if self.down:
            raise UnavailableError("the disk is full")
        files = {f"{shop}/{call.value}.json": self._content(shop, run_id, call) for call in calls}
        self.files.update(files)
        return list(files)

    def _content(self, shop: ShopId, run_id: str, call: Call) -> str:
        bodies = (answer.body for answer in self.answers.of_run(shop, run_id, call))
        return "[" + ",\n".join(bodies) + "]"
