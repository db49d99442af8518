"""The marketplace in memory as contract tests drive it."""

from datetime import UTC, datetime, timedelta

import attrs
from tests.builders.orders import a_line, amounts_for, an_order
from tests.contracts.marketplace_world import AddedOffer, MarketplaceWorld, PlacedOrder

from adapters.clock import FixedClock
from adapters.memory.marketplace import MemoryMarketplace
from temu_core.offer import GoodsId, Offer, SkuId
from temu_core.order import OrderLabel, OrderNumber


@attrs.define
class MemoryMarketplaceWorld(MarketplaceWorld):
    """
    A memory marketplace and its clock.
    """

    clock: FixedClock = attrs.field(
        factory=lambda: FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    )
    marketplace: MemoryMarketplace = attrs.field()

    @marketplace.default
    def _on_our_clock(self) -> MemoryMarketplace:
        return MemoryMarketplace(clock=self.clock)

    def now(self) -> datetime:
        return self.clock.now()

    def pass_time(self, span: timedelta) -> None:
        self.clock.advance(span)

    def add_offer(self, seller_sku: str, *, stock: int, active: bool = True) -> AddedOffer:
        position = len(self.marketplace.offers) + 1
        offer = Offer(
            goods_id=GoodsId(600 + position),
            sku_id=SkuId(100 + position),
            seller_sku=seller_sku,
            name=seller_sku,
            stock=stock,
        )
        self.marketplace.offer(offer, active=active)
        return AddedOffer(offer.goods_id, offer.sku_id)

    def place_order(self, *units: int) -> PlacedOrder:
        position = len(self.marketplace.orders) + 1
        lines = tuple(
            a_line(f"076-{position}-{line}", quantity=quantity)
            for line, quantity in enumerate(units, start=1)
        )
        order = an_order(
            f"PO-076-{position:05d}",
            lines=lines,
            placed_at=self.now(),
            updated_at=self.now(),
        )
        self.marketplace.sell(order, amounts=amounts_for(order))
        return PlacedOrder(order.number, tuple(line.number for line in lines))

    def cancel_order(self, number: OrderNumber) -> None:
        self.marketplace.cancel(number)

    def ask_to_cancel(self, number: OrderNumber) -> None:
        self.marketplace.label(number, OrderLabel.PENDING_CANCELLATION)

    def forbid_amounts(self) -> None:
        self.marketplace.moods.amounts_forbidden = True

    def refuse_stock(self, sku_id: SkuId) -> None:
        self.marketplace.moods.refuses[str(sku_id)] = "not now"

    def refuse_token(self) -> None:
        self.marketplace.moods.wrong_setting = "access_token"

    def lose_answers(self) -> None:
        self.marketplace.moods.loses_answers = True

    def find_answers(self) -> None:
        self.marketplace.moods.loses_answers = False

    def go_down(self) -> None:
        self.marketplace.moods.down = True
