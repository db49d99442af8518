"""The contracts of the marketplace's ports, kept by our adapters."""

import pytest
from tests.contracts.marketplace_stock_contract import MarketplaceStockContract
from tests.contracts.offer_feed_contract import OfferFeedContract
from tests.contracts.order_feed_contract import OrderFeedContract
from tests.contracts.seller_accounts_contract import SellerAccountsContract
from tests.contracts.shipment_desk_contract import ShipmentDeskContract
from tests.integration.temu_http.worlds import SandboxMarketplaceWorld

from adapters.temu_http.connect import TemuConnection
from temu_core.ports.marketplace_stock import MarketplaceStock
from temu_core.ports.offer_feed import OfferFeed
from temu_core.ports.order_feed import OrderFeed
from temu_core.ports.seller_accounts import SellerAccounts
from temu_core.ports.shipment_desk import ShipmentDesk


class TestTemuOrderFeed(OrderFeedContract):
    @pytest.fixture
    def world(self, world: SandboxMarketplaceWorld) -> SandboxMarketplaceWorld:
        return world

    @pytest.fixture
    def feed(self, connection: TemuConnection) -> OrderFeed:
        return connection.orders


class TestTemuOfferFeed(OfferFeedContract):
    @pytest.fixture
    def world(self, world: SandboxMarketplaceWorld) -> SandboxMarketplaceWorld:
        return world

    @pytest.fixture
    def feed(self, connection: TemuConnection) -> OfferFeed:
        return connection.offers


class TestTemuMarketplaceStock(MarketplaceStockContract):
    @pytest.fixture
    def world(self, world: SandboxMarketplaceWorld) -> SandboxMarketplaceWorld:
        return world

    @pytest.fixture
    def stock(self, connection: TemuConnection) -> MarketplaceStock:
        return connection.stock


class TestTemuShipmentDesk(ShipmentDeskContract):
    @pytest.fixture
    def world(self, world: SandboxMarketplaceWorld) -> SandboxMarketplaceWorld:
        return world

    @pytest.fixture
    def desk(self, connection: TemuConnection) -> ShipmentDesk:
        return connection.shipments


class TestTemuSellerAccounts(SellerAccountsContract):
    @pytest.fixture
    def world(self, world: SandboxMarketplaceWorld) -> SandboxMarketplaceWorld:
        return world

    @pytest.fixture
    def accounts(self, connection: TemuConnection) -> SellerAccounts:
        return connection.accounts
