"""What buyers do on the marketplace, at any moment."""

from collections.abc import Callable
from datetime import timedelta

import attrs

from adapters.memory.marketplace import MarketplaceOrder
from shared_kernel.sku import Sku
from simulation.dice import Dice
from simulation.goods import WHOLE_ADDRESS, money_of, paid
from simulation.world import World
from temu_core.confirmation import KnownShipment
from temu_core.offer import Offer
from temu_core.order import (
    LineNumber,
    ListedLine,
    ListedOrder,
    MarketplaceStatus,
    OrderLabel,
    OrderNumber,
    Payment,
    ShippingMethod,
)
from temu_core.package import CarrierId

#: A day has no more orders: small worlds with many faults find more than large ones.
MOST_ORDERS = 6

_S = MarketplaceStatus


@attrs.define
class Buyers:
    """
    Places orders and changes them; every verb says in a sentence what happened.
    """

    world: World
    placed: int = 0

    def buy(self, dice: Dice) -> str:
        """
        Place an order; some are unpaid, some wait for something, a few are odd.
        """
        if self.placed >= MOST_ORDERS:
            return self.touch(dice)
        self.placed += 1
        number = OrderNumber(f"PO-{self.placed:03d}")
        now = self.world.clock.now()
        offers = [known.offer for known in self.world.marketplace.offers.values()]
        first = dice.pick(offers)
        others = [offer for offer in offers if offer is not first]
        chosen = [first, dice.pick(others)] if others and dice.one_in(3) else [first]
        status = _S.PENDING if dice.one_in(5) else _S.UNSHIPPED
        listed = ListedOrder(
            number=number,
            status=status,
            placed_at=now,
            updated_at=now,
            ship_by=now + timedelta(hours=36),
            region_id=self.world.marketplace.account.region_id,
            payment=Payment.CASH_ON_DELIVERY if dice.one_in(16) else Payment.PREPAID,
            shipping_method=ShippingMethod.STANDARD,
            labels=frozenset({dice.pick(list(OrderLabel))} if dice.one_in(8) else ()),
            lines=tuple(
                _line(number, place, offer, status, dice) for place, offer in enumerate(chosen)
            ),
        )
        return self._show(listed, dice)

    def _show(self, listed: ListedOrder, dice: Dice) -> str:
        address = attrs.evolve(WHOLE_ADDRESS, post_code="") if dice.one_in(12) else WHOLE_ADDRESS
        money = None if dice.one_in(6) else money_of(listed)

        def place() -> None:
            self.world.marketplace.sell(listed, address=address, amounts=money)

        units = sum(line.quantity for line in listed.lines)
        words = f"a buyer orders {units} units as {listed.number}"
        if not self.world.late:
            place()
            return words
        late = self.world.late.pop()
        self.world.clock.at(self.world.clock.now() + late, place)
        return f"{words}, shown {late.total_seconds() / 60:.0f} min later"

    def touch(self, dice: Dice) -> str:
        """
        Change nothing about an order but its time.
        """
        return self._change(dice, tuple(_S), lambda listed: listed, "is updated")

    def pay(self, dice: Dice) -> str:
        """
        Release a pending order.
        """
        return self._change(dice, (_S.PENDING,), paid, "is paid")

    def cancel(self, dice: Dice) -> str:
        """
        Cancel a whole order that is not shipped.
        """
        numbers = self._in((_S.PENDING, _S.UNSHIPPED))
        if not numbers:
            return ""
        number = dice.pick(numbers)
        self.world.marketplace.cancel(number)
        return f"{number} is cancelled"

    def cancel_a_unit(self, dice: Dice) -> str:
        """
        Cancel one unit of an order that has more.
        """

        def fewer(listed: ListedOrder) -> ListedOrder:
            open_lines = [line for line in listed.lines if line.quantity]
            if sum(line.quantity for line in open_lines) <= 1:
                return listed
            victim = dice.pick(open_lines)
            left = attrs.evolve(
                victim,
                quantity=victim.quantity - 1,
                cancelled=victim.cancelled + 1,
                status=victim.status if victim.quantity > 1 else _S.CANCELLED,
            )
            lines = tuple(left if line is victim else line for line in listed.lines)
            return attrs.evolve(listed, lines=lines)

        return self._change(dice, (_S.PENDING, _S.UNSHIPPED), fewer, "loses a unit")

    def ask(self, dice: Dice) -> str:
        """
        Let the buyer or the marketplace ask for something that must be decided.
        """
        label = dice.pick(list(OrderLabel))
        return self._change(
            dice,
            (_S.UNSHIPPED,),
            lambda listed: attrs.evolve(listed, labels=listed.labels | {label}),
            f"shows {label.value}",
        )

    def decide(self, dice: Dice) -> str:
        """
        Take all requests off an order.
        """
        return self._change(
            dice,
            (_S.PENDING, _S.UNSHIPPED),
            lambda listed: attrs.evolve(listed, labels=frozenset()),
            "has no request any more",
        )

    def move_house(self, dice: Dice) -> str:
        """
        Give an order another address.
        """
        numbers = self._in((_S.PENDING, _S.UNSHIPPED))
        if not numbers:
            return ""
        number = dice.pick(numbers)
        listed = self.world.marketplace.orders[number].listed
        moved = attrs.evolve(listed, address_changed=True, updated_at=self.world.clock.now())
        address = attrs.evolve(WHOLE_ADDRESS, street_lines=(f"Neuer Weg {dice.among(1, 9)}",))
        self.world.marketplace.show(moved, address=address)
        return f"{number} goes to another address"

    def compute(self, dice: Dice) -> str:
        """
        Let the marketplace finish computing an order's amounts.
        """
        orders = self.world.marketplace.orders
        numbers = [number for number, order in orders.items() if order.amounts is None]
        if not numbers:
            return ""
        number = dice.pick(numbers)
        listed = orders[number].listed
        self.world.marketplace.show(listed, amounts=money_of(listed))
        return f"the amounts of {number} are ready"

    def ship_by_hand(self, dice: Dice) -> str:
        """
        Let somebody confirm an order in the seller's web page, past us.
        """
        numbers = [
            number
            for number in self._in((_S.UNSHIPPED,))
            if not self.world.is_at_jtl(number)
            and not self.world.marketplace.orders[number].listed.labels
        ]
        if not numbers:
            return ""
        number = dice.pick(numbers)
        lines = self.world.marketplace.orders[number].listed.lines
        self.world.marketplace.ship(
            KnownShipment(
                order=number,
                line=line.number,
                carrier=CarrierId(1),
                tracking_number=f"HAND-{number}",
                units=line.quantity,
            )
            for line in lines
            if line.quantity
        )
        return f"{number} is shipped past us"

    def finish(self, order: MarketplaceOrder) -> None:
        """
        Pay, decide and compute whatever an order still waits for.
        """
        listed = order.listed
        marketplace = self.world.marketplace
        if order.amounts is None:
            marketplace.show(listed, amounts=money_of(listed))
        if listed.labels or listed.status is _S.PENDING:
            settled = attrs.evolve(listed, labels=frozenset(), updated_at=self.world.clock.now())
            marketplace.show(paid(settled) if listed.status is _S.PENDING else settled)

    def refuse(self, dice: Dice) -> str:
        """
        Let the marketplace refuse the next stock of an offer or parcels of an order.
        """
        marketplace = self.world.marketplace
        subjects = [str(sku_id) for sku_id in marketplace.offers] + list(marketplace.orders)
        subject = dice.pick(subjects)
        marketplace.moods.refuses = {subject: "not today"}
        return f"the marketplace refuses what concerns {subject}"

    def _change(
        self,
        dice: Dice,
        states: tuple[MarketplaceStatus, ...],
        change: Callable[[ListedOrder], ListedOrder],
        words: str,
    ) -> str:
        numbers = self._in(states)
        if not numbers:
            return ""
        number = dice.pick(numbers)
        listed = change(self.world.marketplace.orders[number].listed)
        self.world.marketplace.show(attrs.evolve(listed, updated_at=self.world.clock.now()))
        return f"{number} {words}"

    def _in(self, states: tuple[MarketplaceStatus, ...]) -> list[OrderNumber]:
        orders = self.world.marketplace.orders
        return [number for number, order in orders.items() if order.listed.status in states]


def _line(
    number: OrderNumber, place: int, offer: Offer, status: MarketplaceStatus, dice: Dice
) -> ListedLine:
    units = dice.among(1, 3)
    return ListedLine(
        number=LineNumber(f"{number}-{place + 1}"),
        status=status,
        quantity=units,
        ordered=units,
        cancelled=0,
        goods_id=offer.goods_id,
        sku_id=offer.sku_id,
        seller_sku="" if dice.one_in(10) else Sku(offer.seller_sku).text,
        name=offer.name,
    )
