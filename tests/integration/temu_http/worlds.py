"""A sandbox marketplace on a real port, as tests drive it."""

from datetime import datetime, timedelta
from itertools import count

import attrs
from tests.contracts.marketplace_world import AddedOffer, MarketplaceWorld, PlacedOrder

from adapters.http.retry import RetryPolicy
from adapters.temu_http.connect import TemuConnection, connect_temu
from adapters.temu_http.credentials import TemuCredentials
from adapters.temu_http.options import TemuOptions
from sandbox.scenario.catalogue import Offer
from sandbox.scenario.orders import Address, LineScript, OrderChange, OrderScript, line_number
from sandbox.serve import Urls
from sandbox.world import World
from shared_kernel.clock import Clock
from temu_core.offer import GoodsId, SkuId
from temu_core.order import LineNumber, OrderNumber

_MANY = 1_000
_BUYER = Address(
    first_name="Erika", last_name="Muster", line1="Musterweg 3", post_code="10115", city="Berlin"
)


@attrs.frozen
class WorldClock(Clock):
    """
    The sandbox's clock.
    """

    world: World

    def now(self) -> datetime:
        return self.world.clock.now()


def connect(world: World, urls: Urls, **options: int | None) -> TemuConnection:
    """
    Return our adapters, connected to the sandbox at *urls*.
    """
    return connect_temu(
        TemuCredentials(
            app_key=urls.app_key, app_secret=urls.app_secret, access_token=urls.access_token
        ),
        TemuOptions(
            base_url=urls.temu,
            requests_per_second=options.get("requests_per_second"),
            retry=RetryPolicy(first_wait_s=0, longest_wait_s=0.05, jitter_s=0),
        ),
        WorldClock(world),
    )


@attrs.frozen
class SandboxMarketplaceWorld(MarketplaceWorld):
    """
    An empty sandbox whose clock stands still between steps.
    """

    world: World
    numbers: "count[int]" = attrs.field(factory=lambda: count(1))

    def now(self) -> datetime:
        return self.world.clock.now()

    def pass_time(self, span: timedelta) -> None:
        self.world.advance(int(span.total_seconds()))

    def add_offer(self, seller_sku: str, *, stock: int, active: bool = True) -> AddedOffer:
        position = next(self.numbers)
        goods_id, sku_id = 601099900000000 + position, 17592900000000 + position
        self.world.add_offer(
            Offer(
                goods_id=goods_id,
                sku_id=sku_id,
                seller_sku=seller_sku,
                name=seller_sku,
                stock=stock,
                on_sale=active,
            )
        )
        return AddedOffer(GoodsId(goods_id), SkuId(sku_id))

    def place_order(self, *units: int) -> PlacedOrder:
        number = f"PO-076-{next(self.numbers):017d}"
        lines = tuple(
            LineScript(
                sku_id=self.add_offer(f"{number}-{position}", stock=50).sku_id,
                quantity=quantity,
                gross=1190 * quantity,
            )
            for position, quantity in enumerate(units, start=1)
        )
        self.world.add_order(OrderScript(number=number, lines=lines, address=_BUYER))
        return PlacedOrder(
            OrderNumber(number),
            tuple(
                LineNumber(line_number(number, position)) for position in range(1, len(units) + 1)
            ),
        )

    def cancel_order(self, number: OrderNumber) -> None:
        self.world.change_order(number, OrderChange(cancel=True))

    def ask_to_cancel(self, number: OrderNumber) -> None:
        asked = {"pending_buyer_cancellation": True}
        self.world.change_order(number, OrderChange(labels=asked))

    def forbid_amounts(self) -> None:
        self.world.switches.update(amounts_scope_missing=True)

    def refuse_stock(self, sku_id: SkuId) -> None:
        self.world.switches.update(refuse_stock_skus=(sku_id,))

    def refuse_token(self) -> None:
        self.world.switches.update(token_expired=True)

    def lose_answers(self) -> None:
        self.world.switches.update(cut_after_next=_MANY)

    def find_answers(self) -> None:
        self.world.switches.update(cut_after_next=0)

    def go_down(self) -> None:
        self.world.switches.update(html_502_next=_MANY)
