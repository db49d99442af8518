"""Raw answers as files for people."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from temu_core.order import ShopId
from temu_core.payload import Call


class PayloadArchive(Protocol):
    """
    The JSON files a person opens to see what the marketplace said.
    """

    @abstractmethod
    def write(self, shop: ShopId, run_id: str, calls: Sequence[Call]) -> Sequence[str]:
        """
        Write the files of *calls* anew from the run's raw answers; return their places.

        Each is whole or absent, never half.  Idempotent.

        Raises:
            UnavailableError: The disk is full or a file is locked.
        """
