"""What every SKU map does."""

import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from temu_core.ports.mappings import SkuMap


class SkuMapContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def sku_map(self, books: Books) -> SkuMap:
        """
        The map under test.
        """
        return books.sku_map

    def test_it_is_empty_at_first(self, sku_map: SkuMap) -> None:
        assert dict(sku_map.read(SHOP)) == {}

    def test_a_sku_stands_for_an_article(self, sku_map: SkuMap, books: Books) -> None:
        _put(sku_map, books.fence(), "LAMP-1", "Lamp.01")

        assert _texts(sku_map) == {"LAMP-1": "Lamp.01"}

    def test_a_newer_mapping_replaces_an_older(self, sku_map: SkuMap, books: Books) -> None:
        fence = books.fence()
        _put(sku_map, fence, "LAMP-1", "LAMP-OLD")

        _put(sku_map, fence, "LAMP-1", "LAMP-NEW")

        assert _texts(sku_map) == {"LAMP-1": "LAMP-NEW"}

    def test_letter_case_makes_no_second_sku(self, sku_map: SkuMap, books: Books) -> None:
        fence = books.fence()
        _put(sku_map, fence, "lamp-größe", "LAMP-OLD")

        _put(sku_map, fence, "LAMP-GRÖSSE", "LAMP-NEW")

        assert sku_map.read(SHOP) == {Sku("Lamp-Größe"): Sku("LAMP-NEW")}

    def test_shops_have_their_own(self, sku_map: SkuMap, books: Books) -> None:
        _put(sku_map, books.fence(), "LAMP-1", "LAMP")

        assert dict(sku_map.read(OTHER_SHOP)) == {}

    def test_a_run_that_lost_its_lease_maps_nothing(self, sku_map: SkuMap, books: Books) -> None:
        lost = books.lost_fence()

        with pytest.raises(StoppedError):
            _put(sku_map, lost, "LAMP-1", "LAMP")

        assert dict(sku_map.read(SHOP)) == {}


def _put(sku_map: SkuMap, fence: Fence, sku: str, article: str) -> None:
    sku_map.put(fence, Sku(sku), Sku(article), by="erika", at=NOW)


def _texts(sku_map: SkuMap) -> dict[str, str]:
    return {str(sku): str(article) for sku, article in sku_map.read(SHOP).items()}
