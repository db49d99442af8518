"""Options that every command takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from entrypoints.cli.output import Output
from entrypoints.cli.settings_source import read_settings
from entrypoints.container.database import require_current_schema
from entrypoints.demo.world import demo_world
from entrypoints.open_jobs import OpenJobs, open_jobs
from entrypoints.open_shop import OpenShop, database_url, open_shop

_SANDBOX_WORKS_EVERY_S = 5


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Common:
    """
    Where the settings are, which shop is meant, and how to print.
    """

    settings: Annotated[Path | None, Parameter(help="Settings file (TOML).")] = None
    shop: Annotated[str | None, Parameter(help="Which shop; optional while there is one.")] = None
    json: Annotated[bool, Parameter(help="Print JSON for programs.", negative="")] = False
    verbose: Annotated[
        bool, Parameter(name=["--verbose", "-v"], help="Print every log line.", negative="")
    ] = False
    demo: Annotated[
        bool, Parameter(help="Use the sandbox instead of a real shop.", negative="")
    ] = False
    data: Annotated[Path, Parameter(help="The sandbox's folder, with --demo only.")] = Path(
        "demo-data"
    )

    @property
    def output(self) -> Output:
        """
        Where the answer goes.
        """
        return Output(self.json)

    @contextmanager
    def opened_jobs(self) -> Iterator[OpenJobs]:
        """
        Open all shops for a process that does runs for long; a sandbox works by itself then.

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
        with open_jobs(settings) as jobs:
            yield jobs

    @contextmanager
    def opened(
        self, *, recorded_run: str = "", deadline: timedelta | None = None
    ) -> Iterator[OpenShop]:
        """
        Open the shop that the options name, real or demonstration.

        Raises:
            RejectedError: Settings are missing or wrong, or the schema is another version.
        """
        if self.demo:
            with (
                demo_world(self.data) as world,
                world.opened(recorded_run=recorded_run, deadline=deadline) as shop,
            ):
                yield shop
            return
        settings = read_settings(self.settings)
        require_current_schema(database_url(settings))
        with open_shop(settings, self.shop, recorded_run=recorded_run, deadline=deadline) as shop:
            yield shop
