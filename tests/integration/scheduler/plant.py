"""A shop on the machine's time, and scheduler processes that look after it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import attrs
from tests.integration.workflows.lamp_shop import lamp_order, lamp_shop

from adapters.clock import SystemClock
from entrypoints.container.database import upgrade_database
from entrypoints.jobs import ORDERS_JOB, default_schedules
from entrypoints.open_shop import OpenShop, database_url, open_shop
from entrypoints.settings.load import load_settings
from entrypoints.settings.settings import Settings
from job_core.run import Run, RunState
from sandbox.clock import SandboxClock
from sandbox.serve import serve
from sandbox.world import World, open_world

SHOP = "north"
_PREFIX = "TEMU_JTL_SHOPS__NORTH__"
_LONGEST_S = 60.0


@attrs.frozen(kw_only=True)
class Plant:
    """
    One shop whose orders are due, and the processes that were started for it.
    """

    world: World
    env: Mapping[str, str]
    processes: list[subprocess.Popen[str]] = attrs.field(factory=list)

    @property
    def settings(self) -> Settings:
        return load_settings(None, self.env)

    @contextmanager
    def opened(self) -> Iterator[OpenShop]:
        """
        Look into the books from this process.
        """
        with open_shop(self.settings, SHOP, demo=True) as shop:
            yield shop

    def make_due(self) -> None:
        """
        Let the order sync be an hour late, and everything else be paused.
        """
        now = SystemClock().now()
        with self.opened() as shop:
            book = shop.adapters.schedule_book()
            for entry in default_schedules([SHOP], "Europe/Berlin"):
                is_ours = (entry.job, entry.name) == (ORDERS_JOB, "full")
                book.put(attrs.evolve(entry, paused=not is_ours), by="a test", at=now)
            book.take_tick(SHOP, ORDERS_JOB, "full", now - timedelta(hours=1))

    def start(self) -> subprocess.Popen[str]:
        """
        Start a scheduler process and wait until it keeps time.
        """
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.scheduler.scheduler_process"],
            env={**os.environ, **self.env},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        assert process.stderr is not None
        assert "keeping time" in process.stderr.readline()
        return process

    def runs(self) -> list[Run]:
        """
        Return all runs, oldest first.
        """
        with self.opened() as shop:
            return list(shop.adapters.run_book().recent(SHOP, limit=100))[::-1]

    def wait_for(self, state: RunState) -> Run:
        """
        Wait until a run is in that state.
        """

        def find() -> Run | None:
            return next((run for run in self.runs() if run.state is state), None)

        return wait_until(find)

    def lease_holder(self) -> str | None:
        """
        Return which run holds the lease of the order sync.
        """
        with self.opened() as shop:
            return shop.adapters.leases().holder(SHOP, ORDERS_JOB, now=SystemClock().now())

    def end(self) -> None:
        """
        End what a test left running.
        """
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()


def wait_until(find: Callable[[], Run | None]) -> Run:
    """
    Ask again and again until there is an answer.
    """
    end = time.monotonic() + _LONGEST_S
    while time.monotonic() < end:
        found = find()
        if found is not None:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come to it in time")


@contextmanager
def open_plant(folder: Path) -> Iterator[Plant]:
    """
    Open a sandbox on the machine's time and an empty shop in *folder*.
    """
    data, outside = folder / "data", folder / "outside"
    outside.mkdir(parents=True)
    clock = SandboxClock(outside / "clock.json")
    world = open_world(
        outside, lamp_shop(*(lamp_order(n) for n in range(1, 6))), data / SHOP / "outbox", clock
    )
    try:
        with serve(world) as urls:
            plant = Plant(
                world=world,
                env={
                    "TEMU_JTL_DATA": str(data),
                    "TEMU_JTL_ERP__URL": urls.jtl,
                    f"{_PREFIX}TEMU__BASE_URL": urls.temu,
                    f"{_PREFIX}TEMU__APP_KEY": urls.app_key,
                    f"{_PREFIX}TEMU__APP_SECRET": urls.app_secret,
                    f"{_PREFIX}TEMU__ACCESS_TOKEN": urls.access_token,
                    f"{_PREFIX}TEMU__REGION_ID": str(urls.region_id),
                },
            )
            upgrade_database(database_url(plant.settings))
            plant.make_due()
            yield plant
            plant.end()
    finally:
        world.close()
