"""Write the marketplace's answers as files for people."""

from collections.abc import Sequence

import attrs

from shared_kernel.errors import UnavailableError
from shared_kernel.run_context import Level, RunContext
from temu_core.order import ShopId
from temu_core.payload import Call
from temu_core.ports.payload_archive import PayloadArchive

ORDER_CALLS = (Call.ORDERS, Call.ADDRESS, Call.AMOUNTS, Call.FILE_ROWS)
OFFER_CALLS = (Call.OFFERS_ACTIVE, Call.OFFERS_INACTIVE)


@attrs.frozen(kw_only=True)
class WritePayloads:
    """
    Write a run's raw answers as JSON files; they are a convenience, nothing reads them.

    A full disk is noted and stops nothing: the answers themselves are in the books.
    """

    archive: PayloadArchive

    def __call__(self, run: RunContext, calls: Sequence[Call]) -> None:
        """
        Write the files of *calls* anew.
        """
        try:
            self.archive.write(ShopId(run.fence.shop), run.run_id, calls)
        except UnavailableError as error:
            run.note(Level.WARNING, f"the JSON files could not be written: {error.text}")
