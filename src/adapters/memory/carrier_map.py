"""The carrier map in memory."""

# Who and when are kept for people; no port reads them back.
# ruff: noqa: ARG002

from collections.abc import Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.package import CarrierMapping
from temu_core.ports.mappings import CarrierMap


@attrs.frozen
class MemoryCarrierMap(CarrierMap):
    """
    Carrier mappings in a memory store.
    """

    store: MemoryStore

    def read(self, shop: ShopId) -> Sequence[CarrierMapping]:
        rows = self.store.read().carrier_map.items()
        return [mapping for (owner, _), mapping in sorted(rows, key=_by_key) if owner == shop]

    def propose(self, fence: Fence, mappings: Sequence[CarrierMapping], at: datetime) -> None:
        with self.store.fenced(fence) as tables:
            for mapping in mappings:
                tables.carrier_map.setdefault(_key(fence, mapping), mapping)

    def put(self, fence: Fence, mapping: CarrierMapping, *, by: str, at: datetime) -> None:
        with self.store.fenced(fence) as tables:
            tables.carrier_map[_key(fence, mapping)] = mapping


def _key(fence: Fence, mapping: CarrierMapping) -> tuple[str, str]:
    return fence.shop, mapping.shipping_method.casefold()


def _by_key(row: tuple[tuple[str, str], CarrierMapping]) -> tuple[str, str]:
    return row[0]
