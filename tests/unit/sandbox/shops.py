"""
Builds one small shop for the tests of the marketplace's rules.
"""

from collections.abc import Callable
from pathlib import Path

import attrs

from sandbox.scenario.catalogue import Offer
from sandbox.scenario.orders import Address, LineScript, OrderScript
from sandbox.scenario.script import Scenario
from sandbox.switches import Switches
from sandbox.temu.errors import TemuRefusal
from sandbox.temu.operations import OPERATIONS
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop
from sandbox.temu.store import Store

NOW = 1_767_225_600
ADDRESS = Address(
    first_name="Erika", last_name="Muster", line1="Musterweg 3", post_code="10115", city="Berlin"
)
OFFERS = tuple(
    Offer(goods_id=601 + n // 2, sku_id=1001 + n, seller_sku=f"SKU-{n}", name="Kissen", stock=10)
    for n in range(4)
)


def number(n: int) -> str:
    """
    Return the number of the n-th order.
    """
    return f"PO-076-{n:017d}"


def script(n: int, *lines: LineScript) -> OrderScript:
    """
    Return an open order, by default of two units of the first SKU.
    """
    return OrderScript(
        number=number(n),
        lines=lines or (LineScript(sku_id=1001, quantity=2, gross=4760),),
        address=ADDRESS,
        placed_after_s=-100 * n,
    )


@attrs.define
class ShopFixture:
    """
    A shop whose clock stands still until it is moved.
    """

    shop: Shop
    switches: Switches
    clock: list[int]

    def call(self, operation: str, **params: object) -> dict[str, object]:
        """
        Return the result of an operation, past the router.
        """
        result = OPERATIONS[operation](self.shop, Params(params), self.switches)
        assert isinstance(result, dict)
        return result

    def code(self, operation: str, **params: object) -> int:
        """
        Return the refusal's code, or 0 when the call is taken.
        """
        try:
            OPERATIONS[operation](self.shop, Params(params), self.switches)
        except TemuRefusal as refusal:
            return refusal.code
        return 0

    def later(self, seconds: int) -> None:
        """
        Let time pass.
        """
        self.clock[0] += seconds
        self.shop.run_due()


Opened = Callable[..., ShopFixture]


def open_shop(directory: Path, *orders: OrderScript) -> ShopFixture:
    """
    Return a shop with these orders and four offers of two goods.
    """
    clock = [NOW]
    told = Scenario(name="test", offers=OFFERS, articles=(), orders=orders)
    shop = Shop(Store(directory / "temu.sqlite"), told, lambda: clock[0])
    return ShopFixture(shop, Switches(), clock)
