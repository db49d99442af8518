"""Puts the parts of the connection to one shop together."""

import attrs
import httpx

from adapters.http.client import make_client
from adapters.http.rate_limit import CallLimit, RateLimit
from adapters.http.traffic import Traffic
from adapters.temu_http.credentials import TemuCredentials
from adapters.temu_http.marketplace_stock import TemuMarketplaceStock
from adapters.temu_http.offer_feed import TemuOfferFeed
from adapters.temu_http.options import TemuOptions
from adapters.temu_http.order_feed import TemuOrderFeed
from adapters.temu_http.remembered_account import RememberedAccount
from adapters.temu_http.router import TemuRouter
from adapters.temu_http.seller_accounts import TemuSellerAccounts
from adapters.temu_http.shipment_desk import TemuShipmentDesk
from shared_kernel.clock import Clock
from temu_core.ports.seller_accounts import SellerAccounts


@attrs.frozen(kw_only=True)
class TemuConnection:
    """
    Everything one shop can ask of Temu, over one client.
    """

    http: httpx.Client = attrs.field(repr=False)
    orders: TemuOrderFeed
    offers: TemuOfferFeed
    stock: TemuMarketplaceStock
    shipments: TemuShipmentDesk
    accounts: SellerAccounts

    def close(self) -> None:
        """
        Close the client's connections.
        """
        self.http.close()


def connect_temu(
    credentials: TemuCredentials,
    options: TemuOptions,
    clock: Clock,
    *,
    rate_limit: CallLimit | None = None,
    traffic: Traffic | None = None,
    transport: httpx.BaseTransport | None = None,
) -> TemuConnection:
    """
    Return the adapters of one shop; nothing is sent yet.

    Args:
        rate_limit: The limit that all shops with this application key share;
            None makes one for this shop alone.
        traffic: Is told of every call and of how long it waited for its turn.
        transport: Another way to send, for tests.
    """
    http = make_client(
        timeout_s=options.timeout_s,
        in_flight=options.concurrency,
        proxy=options.proxy,
        transport=transport,
    )
    router = TemuRouter(
        http=http,
        url=options.router_url,
        credentials=credentials,
        signature=options.signer(),
        clock=clock,
        rate_limit=rate_limit or RateLimit(options.requests_per_second),
        retry=options.retry,
        traffic=traffic or Traffic(),
    )
    at_most = options.concurrency
    return TemuConnection(
        http=http,
        orders=TemuOrderFeed(router=router, at_most=at_most, address_call=options.address_call),
        offers=TemuOfferFeed(router=router),
        stock=TemuMarketplaceStock(router=router, at_most=at_most),
        shipments=TemuShipmentDesk(router=router, region_id=options.region_id, at_most=at_most),
        accounts=RememberedAccount(TemuSellerAccounts(router), clock),
    )
