"""The shipment desk in memory, held to its contract."""

import pytest
from tests.contracts.marketplace_world import MarketplaceWorld
from tests.contracts.shipment_desk_contract import ShipmentDeskContract
from tests.unit.adapters.memory.marketplace import MemoryMarketplaceWorld

from adapters.memory.shipment_desk import MemoryShipmentDesk
from temu_core.ports.shipment_desk import ShipmentDesk


class TestMemoryShipmentDesk(ShipmentDeskContract):
    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        return MemoryMarketplaceWorld()

    @pytest.fixture
    def desk(self, world: MarketplaceWorld) -> ShipmentDesk:
        assert isinstance(world, MemoryMarketplaceWorld)
        return MemoryShipmentDesk(world.marketplace)
