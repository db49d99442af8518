"""The whole product between a living marketplace and a living ERP, with verbs to play a day."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import attrs
from dependency_injector import providers
from tests.integration.workflows.impatient_temu import impatient_temu
from tests.integration.workflows.play_settings import shop_settings, variables

from entrypoints.container.database import upgrade_database
from entrypoints.open_shop import OpenShop, database_url, open_shop
from entrypoints.settings.load import load_settings
from entrypoints.settings.settings import Settings
from job_core.run import LogLine, Run
from job_core.watch import Watch
from sandbox.clock import SandboxClock
from sandbox.scenario.script import Scenario
from sandbox.serve import Urls, serve
from sandbox.world import World, open_world
from shared_kernel.clock import Clock
from shared_kernel.run_context import RunContext
from temu_core.alert import AlertKind
from temu_core.ledger import HoldReason, LedgerState, Remedy
from temu_core.order import OrderNumber, ShopId
from temu_core.record import OrderRecord
from temu_core.rules.remedies import Correction
from temu_core.use_cases.mend_orders import Mended
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncMode, OrderSyncRequest

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NORTH = ShopId("north")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


T = TypeVar("T")


@attrs.frozen
class WorldClock(Clock):
    """
    The sandbox's clock, which stands still until it is moved.
    """

    world: World

    def now(self) -> datetime:
        return self.world.clock.now()


@attrs.frozen
class Listener(Watch):
    """
    Keeps every log line.
    """

    lines: list[LogLine] = attrs.field(factory=list, init=False)

    def line(self, line: LogLine) -> None:
        self.lines.append(line)


@attrs.frozen(kw_only=True)
class Play:
    """
    One shop in a folder of its own, wired to a sandbox of its own.

    Every run opens the shop anew, as a command does, so nothing is remembered
    but what is in the database and in files.
    """

    folder: Path
    world: World
    urls: Urls
    env: Mapping[str, str]
    #: Adapters to use instead, by the container's names of them.
    fakes: Mapping[str, object] = attrs.field(factory=dict)
    heard: Listener = attrs.field(factory=Listener)

    @property
    def settings(self) -> Settings:
        """
        What the merchant set.
        """
        return load_settings(None, self.env)

    def with_settings(self, **values: str) -> "Play":
        """
        Return the same shop under other settings: ``TEMU__REGION_ID="77"``, ``ERP=...``.
        """
        return attrs.evolve(self, env={**self.env, **variables(values)})

    @contextmanager
    def opened(self, *, recorded_run: str = "") -> Iterator[OpenShop]:
        """
        Open the shop on the sandbox's time; a read is retried as often as ever, but at once.
        """
        settings, clock = self.settings, WorldClock(self.world)
        with open_shop(settings, NORTH, clock=clock, recorded_run=recorded_run, demo=True) as shop:
            impatient = providers.Resource(impatient_temu, settings.shops[NORTH].temu, clock)
            shop.adapters.temu.override(impatient)
            shop.adapters.override_providers(
                **{name: providers.Object(fake) for name, fake in self.fakes.items()}
            )
            yield shop
            impatient.shutdown()

    # What happens.

    def advance(self, span: timedelta | None = None, **parts: float) -> None:
        """
        Let time pass, with everything that happens in it: ``advance(hours=2)``.
        """
        self.world.advance(int((span or timedelta(**parts)).total_seconds()))

    def sync_orders(self, *, recorded_run: str = "", **request: Any) -> Run:
        """
        Run the order sync once; keywords are fields of ``OrderSyncRequest``.
        """
        with self.opened(recorded_run=recorded_run) as shop:
            return shop.sync_orders(OrderSyncRequest(**request), self.heard).run

    def sync_tracking(self) -> Run:
        """
        Run the later steps of the order sync only.
        """
        return self.sync_orders(mode=OrderSyncMode.TRACKING_ONLY)

    def sync_inventory(self, mode: InventorySyncMode = InventorySyncMode.FULL) -> Run:
        """
        Run the inventory sync once.
        """
        with self.opened() as shop:
            return shop.sync_inventory(InventorySyncRequest(mode=mode), self.heard).run

    def mend(self, number: OrderNumber, remedy: Remedy, **correction: str) -> Mended:
        """
        Let a person apply a remedy; keywords are fields of ``Correction``.
        """
        wanted = [Correction(**correction)] if correction else []
        return self.by_person(
            lambda shop, run: shop.use_cases.mend_orders()(
                run, [number], remedy, person="ada", corrections=wanted
            )
        )

    def by_person(self, work: Callable[[OpenShop, RunContext], T]) -> T:
        """
        Do what a person asked for.
        """
        with self.opened() as shop:
            return shop.by_person(lambda run: work(shop, run))

    # What our books show.

    def read(self, ask: Callable[[OpenShop], T]) -> T:
        """
        Ask our books.
        """
        with self.opened() as shop:
            return ask(shop)

    def records(self) -> Mapping[OrderNumber, OrderRecord]:
        """
        Return every order of our books.
        """

        def everything(shop: OpenShop) -> Mapping[OrderNumber, OrderRecord]:
            book = shop.adapters.order_book()
            found = book.in_states(NORTH, list(LedgerState), limit=1000)
            return {record.number: record for record in found}

        return self.read(everything)

    def record(self, number: OrderNumber) -> OrderRecord:
        """
        Return one order.
        """
        return self.read(lambda shop: shop.adapters.order_book().read(NORTH, [number])[number])

    def state(self, number: OrderNumber) -> LedgerState:
        """
        Return where an order stands.
        """
        return self.record(number).state

    def held(self, number: OrderNumber) -> HoldReason | None:
        """
        Return why an order is held; None when it is not.
        """
        hold = self.record(number).hold
        return hold.reason if hold is not None else None

    def document(self, number: OrderNumber) -> bytes:
        """
        Return the stored bytes of an exported order.
        """
        return self.read(
            lambda shop: shop.adapters.export_book().documents(NORTH, [number])[number].body
        )

    def watermark(self) -> datetime | None:
        """
        Return up to when everything is known to be stored.
        """
        return self.read(lambda shop: shop.adapters.watermarks().read(NORTH, "orders_updated"))

    def alerts(self) -> set[tuple[AlertKind, str]]:
        """
        Return kind and subject of every open alert.
        """
        return self.read(
            lambda shop: {
                (s.alert.kind, s.alert.subject) for s in shop.adapters.alerts().open(NORTH)
            }
        )

    def log(self) -> str:
        """
        Return all log lines of all runs with their facts, one text.
        """
        return "\n".join(f"{line.text} {dict(line.facts)}" for line in self.heard.lines)

    # What the sandbox knows: the truth from outside.

    def temu(self) -> dict[str, Any]:
        """
        Return the marketplace's books.
        """
        books = self.world.books()["temu"]
        assert isinstance(books, dict)
        return books

    def jtl(self) -> dict[str, Any]:
        """
        Return the ERP's books.
        """
        books = self.world.books()["jtl"]
        assert isinstance(books, dict)
        return books


def order_number(suffix: int) -> OrderNumber:
    """
    Return an order number of the small scenario by its suffix.
    """
    return OrderNumber(f"PO-076-{suffix:017d}")


@contextmanager
def played(
    folder: Path, scenario: str | Scenario = "small", *, jtl_url: str = "", **values: str
) -> Iterator[Play]:
    """
    Open a sandbox and an empty shop in *folder*; the sandbox's clock shows noon.

    Args:
        jtl_url: Of a SQL Server's database, instead of the sandbox's own file.
        values: Settings of the shop, as in ``Play.with_settings``.
    """
    data = folder / "data"
    outside = folder / "outside"
    outside.mkdir(parents=True, exist_ok=True)
    clock = SandboxClock(outside / "clock.json", real=NOON.timestamp)
    world = open_world(outside, scenario, data / NORTH / "outbox", clock, jtl_url)
    world.switches.update(rate_limit=False)
    try:
        with serve(world) as urls:
            play = Play(
                folder=folder, world=world, urls=urls, env=shop_settings(data, urls, values)
            )
            upgrade_database(database_url(play.settings))
            yield play
    finally:
        world.close()
