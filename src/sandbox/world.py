"""
Both outside systems over one directory: they survive a restart and a kill.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock

import attrs

from sandbox.clock import SandboxClock
from sandbox.jtl.setup import JtlSetup, WorkReport
from sandbox.jtl.sql_server import SqlServerDatabase
from sandbox.jtl.world import JtlWorld
from sandbox.scenario.catalogue import Offer
from sandbox.scenario.large import large_scenario
from sandbox.scenario.orders import OrderChange, OrderScript
from sandbox.scenario.script import Scenario
from sandbox.scenario.small import small_scenario
from sandbox.switches import Switches
from sandbox.temu.books import temu_books
from sandbox.temu.order_export import order_export
from sandbox.temu.router import Router
from sandbox.temu.shop import Shop
from sandbox.temu.state import Order
from sandbox.temu.store import Store
from sandbox.temu.traffic import Traffic

SCENARIOS: Mapping[str, Callable[[], Scenario]] = {
    "small": small_scenario,
    "large": large_scenario,
}

#: The clock moves in steps no longer than this, so events keep their order.
STEP_S = 300


@attrs.frozen(kw_only=True)
class World:
    """
    The marketplace, the ERP and the clock they share.
    """

    data: Path
    outbox: Path
    #: SQLAlchemy's address of the ERP's database.
    jtl_url: str
    clock: SandboxClock
    shop: Shop
    jtl: JtlWorld
    router: Router
    lock: RLock
    _advancing: RLock = attrs.field(factory=RLock, init=False)

    @property
    def switches(self) -> Switches:
        """
        Return the marketplace's faults.
        """
        return self.router.switches

    @property
    def traffic(self) -> Traffic:
        """
        Return the counts of calls.
        """
        return self.router.traffic

    @property
    def jtl_database(self) -> Path:
        """
        Return where the ERP's database is.
        """
        return self.data / "jtl.sqlite"

    def advance(self, seconds: int) -> None:
        """
        Move the clock forward in steps; both worlds do what is due at each.
        """
        with self._advancing:
            left = seconds
            while left > 0:
                step = min(STEP_S, left)
                left -= step
                self.clock.forward(step)
                with self.lock:
                    self.shop.run_due()
                self.jtl.work()
            with self.lock:
                self.shop.commit()

    def work(self) -> WorkReport:
        """
        Let the ERP do what is due now.
        """
        with self._advancing:
            return self.jtl.work()

    def books(self) -> dict[str, object]:
        """
        Return the truth about both worlds.
        """
        with self.lock:
            self.shop.run_due()
            temu = temu_books(self.shop)
        return {"temu": temu, "jtl": self.jtl.books()}

    def order_export(self, language: str) -> bytes:
        """
        Return the file a merchant would export in the Seller Center now.
        """
        with self.lock:
            self.shop.run_due()
            return b"".join(order_export(self.shop, language))

    def add_offer(self, offer: Offer) -> None:
        """
        Put one more offer on the marketplace.
        """
        with self.lock:
            self.shop.add_offer(offer)
            self.shop.commit()

    def add_order(self, script: OrderScript) -> Order:
        """
        Take an order in; its times count from now.

        Raises:
            ValueError: The number is taken or a SKU is not on offer.
        """
        with self.lock:
            if script.number in self.shop.orders:
                raise ValueError(f"order {script.number} exists")
            for line in script.lines:
                if line.sku_id not in self.shop.offers:
                    raise ValueError(f"SKU {line.sku_id} is not on offer")
            order = self.shop.add_order(script, self.shop.now())
            self.shop.run_due()
            self.shop.commit()
            return order

    def change_order(self, number: str, change: OrderChange) -> Order:
        """
        Change an order now.

        Raises:
            LookupError: There is no such order.
        """
        with self.lock:
            order = self.shop.orders.get(number)
            if order is None:
                raise LookupError(f"there is no order {number}")
            self.shop.change_order(order, change, self.shop.now())
            self.shop.commit()
            return order

    def close(self) -> None:
        """
        Let go of the files.
        """
        with self.lock:
            self.shop.commit()
            self.shop.store.close()
        self.jtl.close()


def open_world(
    data: Path,
    scenario: str | Scenario = "small",
    outbox: Path | None = None,
    clock: SandboxClock | None = None,
    jtl_url: str = "",
) -> World:
    """
    Create the world in *data* on the first start and resume it later.

    With *jtl_url* the ERP's database is not a file there, but one on a SQL Server.
    """
    data.mkdir(parents=True, exist_ok=True)
    outbox = (outbox or data / "outbox").resolve()
    outbox.mkdir(parents=True, exist_ok=True)
    told = SCENARIOS[scenario]() if isinstance(scenario, str) else scenario
    clock = clock or SandboxClock(data / "clock.json")
    lock = RLock()
    shop = Shop(Store(data / "temu.sqlite"), told, clock.seconds)
    jtl = JtlWorld.open(
        SqlServerDatabase.open(jtl_url) if jtl_url else data / "jtl.sqlite",
        outbox,
        clock.now,
        JtlSetup(
            articles=told.articles, shipping_methods=told.shipping_methods, stories=told.stories
        ),
    )
    switches = Switches(rate_limit=told.rate_limit)
    router = Router(shop=shop, switches=switches, traffic=Traffic(), lock=lock)
    return World(
        data=data.resolve(),
        outbox=outbox,
        jtl_url=jtl_url or f"sqlite:///{(data.resolve() / 'jtl.sqlite').as_posix()}",
        clock=clock,
        shop=shop,
        jtl=jtl,
        router=router,
        lock=lock,
    )
