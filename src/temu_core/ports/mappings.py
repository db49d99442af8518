"""What a merchant taught us: which name on one side is which on the other."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from temu_core.order import ShopId
from temu_core.package import CarrierMapping


class SkuMap(Protocol):
    """
    Marketplace SKUs that are another article in the ERP.
    """

    @abstractmethod
    def read(self, shop: ShopId) -> Mapping[Sku, Sku]:
        """
        Return the ERP's article per marketplace SKU.
        """

    @abstractmethod
    def put(self, fence: Fence, sku: Sku, article: Sku, *, by: str, at: datetime) -> None:
        """
        Map *sku* to *article*, replacing an older mapping.
        """


class CarrierMap(Protocol):
    """
    ERP shipping methods and the marketplace's carriers.
    """

    @abstractmethod
    def read(self, shop: ShopId) -> Sequence[CarrierMapping]:
        """
        Return all mappings by shipping method.
        """

    @abstractmethod
    def propose(self, fence: Fence, mappings: Sequence[CarrierMapping], at: datetime) -> None:
        """
        Add mappings of methods never seen before; known ones stay as they are.
        """

    @abstractmethod
    def put(self, fence: Fence, mapping: CarrierMapping, *, by: str, at: datetime) -> None:
        """
        Set a mapping, replacing an older one.
        """
