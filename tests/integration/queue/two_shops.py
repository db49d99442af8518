"""Two shops that sell one ERP's stock, over one PostgreSQL and one Redis, with worker processes."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
from tests.integration.own_database.databases import empty_postgres
from tests.integration.queue.worker_process import SharedClock
from tests.integration.workflows.lamp_shop import lamp_order, lamp_shop

from adapters.own_database.schema import upgrade
from entrypoints.open_jobs import OpenJobs, open_jobs
from entrypoints.settings.load import load_settings
from job_core.run import Run, RunState
from sandbox.clock import SandboxClock
from sandbox.serve import Urls, serve
from sandbox.world import World, open_world
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.record import OrderRecord

NORTH, SOUTH = ShopId("north"), ShopId("south")
ORDERS_EACH = 16
#: An order is placed so often in each shop.
_EVERY_S = 1800
_LONGEST_S = 90.0
_AT_ONCE = [RunState.QUEUED, RunState.RUNNING]


@attrs.define(kw_only=True)
class WorkerProcess:
    """
    A worker, and where it writes which runs it began.
    """

    process: subprocess.Popen[bytes]
    words: Path

    def begun(self) -> list[str]:
        """
        Return the runs it began, in order.
        """
        return self.words.read_text().split("\n")[1:-1]


@attrs.define(kw_only=True)
class TwoShops:
    """
    Both marketplaces, the one ERP (the north's), our books, and whoever works.
    """

    folder: Path
    worlds: Mapping[ShopId, World]
    clock_file: Path
    env: Mapping[str, str]
    #: Keeps time and asks for runs, does none.
    jobs: OpenJobs
    workers: list[WorkerProcess] = attrs.field(factory=list)

    def hire(self) -> WorkerProcess:
        """
        Start a worker process and wait until it works.
        """
        words = self.folder / f"worker-{len(self.workers)}.txt"
        with words.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.integration.queue.worker_process", self.clock_file],
                env={**os.environ, **self.env},
                stdout=out,
            )
        worker = WorkerProcess(process=process, words=words)
        self.workers.append(worker)
        until(lambda: "at work" in words.read_text())
        return worker

    def begin(self) -> None:
        """
        Let everything be due since a moment ago.
        """
        book, now = self.jobs.adapters.schedule_book(), self.jobs.adapters.clock().now()
        for entry in book.entries():
            book.take_tick(entry.shop, entry.job, entry.name, now - timedelta(days=2))

    def advance(self, seconds: int) -> None:
        """
        Let time pass in both worlds.
        """
        for world in self.worlds.values():
            world.advance(seconds)

    def slow_down(self, latency_ms: int) -> None:
        """
        Make every call of the marketplaces take so long.
        """
        for world in self.worlds.values():
            world.switches.update(latency_ms=latency_ms)

    def keep_time(self) -> None:
        """
        Do once what a scheduler does all the time.
        """
        for entry in self.jobs.adapters.schedule_book().entries():
            self.jobs.use_cases.tick()(entry)
        self.jobs.use_cases.recover_runs()()

    def running(self) -> list[Run]:
        """
        Return the runs under way, those of the dead included.
        """
        return list(self.jobs.adapters.run_book().in_states([RunState.RUNNING]))

    def wait_until_idle(self) -> None:
        """
        Wait until nothing is queued or under way.
        """
        book = self.jobs.adapters.run_book()
        until(lambda: not book.in_states(_AT_ONCE, limit=1))

    def runs(self) -> list[Run]:
        """
        Return every run of both shops.
        """
        book = self.jobs.adapters.run_book()
        return [run for shop in self.worlds for run in book.recent(shop, limit=1000)]

    def records(self, shop: ShopId) -> Mapping[OrderNumber, OrderRecord]:
        """
        Return every order of a shop's books.
        """
        book = self.jobs.shops[shop].adapters.order_book()
        return {r.number: r for r in book.in_states(shop, list(LedgerState), limit=1000)}

    def temu(self, shop: ShopId) -> dict[str, Any]:
        """
        Return what a shop's marketplace knows.
        """
        books = self.worlds[shop].books()["temu"]
        assert isinstance(books, dict)
        return books

    def jtl(self) -> dict[str, Any]:
        """
        Return what the ERP knows.
        """
        books = self.worlds[NORTH].books()["jtl"]
        assert isinstance(books, dict)
        return books

    def told(self) -> Counter[tuple[str, str]]:
        """
        Return how often each parcel number was told about each order.
        """
        return Counter(
            (number, parcel["trackingNumber"])
            for shop in self.worlds
            for number, parcels in self.temu(shop)["confirmed"].items()
            for parcel in parcels
        )

    def end(self) -> None:
        """
        End whoever still works.
        """
        for worker in self.workers:
            worker.process.kill()
            worker.process.wait(10)


def until(is_so: Callable[[], bool], *, for_s: float = 0.0) -> None:
    """
    Wait until something is so, and stays so for a while.
    """
    end = time.monotonic() + _LONGEST_S
    since: float | None = None
    while True:
        now = time.monotonic()
        since = (since or now) if is_so() else None
        if since is not None and now - since >= for_s:
            return
        assert now < end, "it did not come to it in time"
        time.sleep(0.05)


@contextmanager
def two_shops(folder: Path, broker_url: str, namespace: str) -> Iterator[TwoShops]:
    """
    Open both shops in *folder*, on the machine's time.
    """
    with ExitStack() as stack:
        engine = stack.enter_context(empty_postgres())
        upgrade(engine)
        worlds = {
            shop: stack.enter_context(_world(folder / shop, first))
            for shop, first in ((NORTH, 100), (SOUTH, 200))
        }
        urls = {shop: stack.enter_context(serve(world)) for shop, world in worlds.items()}
        env = {
            "TEMU_JTL_DATA": str(folder / "data"),
            "TEMU_JTL_DATABASE_URL": engine.url.render_as_string(hide_password=False),
            "TEMU_JTL_ERP__URL": urls[NORTH].jtl,
            "TEMU_JTL_QUEUE__BROKER_URL": broker_url,
            "TEMU_JTL_QUEUE__NAMESPACE": namespace,
        }
        for shop, where in urls.items():
            env |= _shop_variables(shop, where)
        clock_file = folder / NORTH / "clock.json"
        jobs = stack.enter_context(
            open_jobs(load_settings(None, env), clock=SharedClock(clock_file), demo=True)
        )
        shops = TwoShops(folder=folder, worlds=worlds, clock_file=clock_file, env=env, jobs=jobs)
        stack.callback(shops.end)
        shops.begin()
        yield shops


@contextmanager
def _world(folder: Path, first: int) -> Iterator[World]:
    folder.mkdir()
    orders = (lamp_order(first + n, placed_after_s=n * _EVERY_S) for n in range(ORDERS_EACH))
    clock = SandboxClock(folder / "clock.json")
    world = open_world(folder, lamp_shop(*orders), clock=clock)
    world.switches.update(rate_limit=False)
    # So that the file is there for others.
    world.advance(1)
    try:
        yield world
    finally:
        world.close()


def _shop_variables(shop: ShopId, urls: Urls) -> dict[str, str]:
    prefix = f"TEMU_JTL_SHOPS__{shop.upper()}__TEMU__"
    return {
        f"{prefix}BASE_URL": urls.temu,
        f"{prefix}APP_KEY": urls.app_key,
        f"{prefix}APP_SECRET": urls.app_secret,
        f"{prefix}ACCESS_TOKEN": urls.access_token,
        f"{prefix}REGION_ID": str(urls.region_id),
        # Counted in Redis, for both shops together.
        f"{prefix}REQUESTS_PER_SECOND": "200",
    }
