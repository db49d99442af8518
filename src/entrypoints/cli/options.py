"""Options that every command takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from entrypoints.cli.output import Output, make_console
from entrypoints.cli.panels import EVERYWHERE
from entrypoints.cli.remedy_commands import quoted
from entrypoints.cli.settings_source import read_settings
from entrypoints.container.database import require_current_schema
from entrypoints.demo.world import SHOP, demo_world
from entrypoints.open_jobs import OpenJobs, open_jobs
from entrypoints.open_shop import OpenShop, database_url, open_shop
from shared_kernel.errors import RejectedError

_DATA = Path("demo-data")

_SANDBOX_WORKS_EVERY_S = 5


@Parameter(name="*", group=EVERYWHERE)
@attrs.frozen(kw_only=True)
class Common:
    """
    Where the settings are, which shop is meant, and how to print.
    """

    settings: Annotated[
        Path | None,
        Parameter(help="Settings file; else TEMU_JTL_SETTINGS, ./temu-jtl.toml.", group=EVERYWHERE),
    ] = None
    shop: Annotated[
        str | None, Parameter(help="Which shop; optional while there is one.", group=EVERYWHERE)
    ] = None
    json: Annotated[
        bool,
        Parameter(
            help="Print one JSON document; errors and log lines stay text, on standard error.",
            negative="",
            group=EVERYWHERE,
        ),
    ] = False
    verbose: Annotated[
        bool,
        Parameter(
            name=["--verbose", "-v"], help="Print every log line.", negative="", group=EVERYWHERE
        ),
    ] = False
    demo: Annotated[
        bool,
        Parameter(help="Use the sandbox instead of a real shop.", negative="", group=EVERYWHERE),
    ] = False
    data: Annotated[
        Path, Parameter(help="The sandbox's folder, with --demo only.", group=EVERYWHERE)
    ] = _DATA

    @property
    def output(self) -> Output:
        """
        Where the answer goes.
        """
        return Output(self.json)

    @property
    def again(self) -> str:
        """
        What must follow another command so that it means the same shop.
        """
        if self.demo:
            return " --demo" + ("" if self.data == _DATA else f" --data {quoted(str(self.data))}")
        file = f" --settings {quoted(str(self.settings))}" if self.settings else ""
        return file + (f" --shop {self.shop}" if self.shop else "")

    @contextmanager
    def opened_jobs(
        self,
        *,
        threads: int = 2,
        worker: bool = False,
        warn: Callable[[str], None] | None = None,
    ) -> Iterator[OpenJobs]:
        """
        Open all shops for a process that does runs for long; a sandbox works by itself then.

        Args:
            threads: How many runs are done at a time.
            worker: This process does runs, whatever the settings say of servers.
            warn: Told of trouble with the queue.

        Raises:
            RejectedError: Settings are missing or wrong, or the schema is another version.
        """
        if self.demo:
            with (
                demo_world(self.data, work_every_s=_SANDBOX_WORKS_EVERY_S) as world,
                open_jobs(world.settings, clock=world.clock, demo=True) as jobs,
            ):
                yield jobs
            return
        settings = read_settings(self.settings)
        require_current_schema(database_url(settings))
        with open_jobs(settings, threads=threads, worker=worker, warn=warn) as jobs:
            yield jobs

    @contextmanager
    def opened(
        self,
        *,
        recorded_run: str = "",
        deadline: timedelta | None = None,
        any_schema: bool = False,
    ) -> Iterator[OpenShop]:
        """
        Open the shop that the options name, real or demonstration.

        Args:
            any_schema: Do not look which version our database has.

        Raises:
            RejectedError: Settings are missing or wrong, or the schema is another version.
        """
        if self.demo:
            if self.shop not in (None, SHOP):
                raise RejectedError(
                    f'the demonstration has one shop, "{SHOP}"; leave --shop out', field="shop"
                )
            make_console(stderr=True).print("DEMO – sandbox, nothing here is real", style="dim")
            with (
                demo_world(self.data) as world,
                world.opened(recorded_run=recorded_run, deadline=deadline) as shop,
            ):
                yield shop
            return
        settings = read_settings(self.settings)
        settings.shop(self.shop)
        if not any_schema:
            require_current_schema(database_url(settings))
        with open_shop(settings, self.shop, recorded_run=recorded_run, deadline=deadline) as shop:
            yield shop
