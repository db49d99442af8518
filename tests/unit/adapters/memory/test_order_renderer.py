"""The order renderer in memory, held to its contract."""

import pytest
from tests.contracts.order_renderer_contract import FIRST, OrderRendererContract

from adapters.memory.erp import units_of
from adapters.memory.order_renderer import MemoryOrderRenderer
from shared_kernel.sku import Sku
from temu_core.ports.order_renderer import OrderRenderer


class TestMemoryOrderRenderer(OrderRendererContract):
    @pytest.fixture
    def renderer(self) -> OrderRenderer:
        return MemoryOrderRenderer()


def test_the_erp_in_memory_reads_what_was_rendered() -> None:
    (rendered,) = MemoryOrderRenderer().render([FIRST])

    assert units_of(rendered) == {Sku("LAMP"): 2}
