"""A demonstration shop: our product in a folder of its own, wired to the sandbox."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

import attrs
import sqlalchemy as sa

from entrypoints.container.clocks import ShiftedClock, clock_showing
from entrypoints.container.database import upgrade_database
from entrypoints.demo.announced_sandbox import announced, found_sandbox
from entrypoints.demo.sandbox_process import Sandbox, run_sandbox
from entrypoints.open_shop import OpenShop, database_url, open_shop
from entrypoints.settings.load import load_settings
from entrypoints.settings.settings import Settings
from shared_kernel.errors import RejectedError

SHOP = "sandbox"
SCENARIOS = ("small", "large")
_MARK = "demo.json"


@attrs.frozen(kw_only=True)
class DemoWorld:
    """
    The running sandbox and the settings that lead there.
    """

    sandbox: Sandbox
    settings: Settings
    scenario: str
    clock: ShiftedClock

    def advance(self, span: timedelta) -> None:
        """
        Let *span* pass in the sandbox and on our clock.
        """
        self.clock.advance(self.sandbox.advance(span) - self.clock.now())

    @contextmanager
    def opened(
        self, *, recorded_run: str = "", deadline: timedelta | None = None
    ) -> Iterator[OpenShop]:
        """
        Open the demonstration shop on the sandbox's time.
        """
        with open_shop(
            self.settings,
            SHOP,
            clock=self.clock,
            recorded_run=recorded_run,
            demo=True,
            deadline=deadline,
        ) as shop:
            yield shop


@contextmanager
def demo_world(
    data: Path,
    scenario: str | None = None,
    *,
    work_every_s: float = 0,
    alone: bool = False,
    jtl_url: str = "",
) -> Iterator[DemoWorld]:
    """
    Start the sandbox in *data*, or go on where the last demonstration there ended.

    Where a server runs one already, that one is used: two would hold two clocks and
    two sets of books.

    Args:
        work_every_s: Let its ERP work every so many seconds; 0: only when time is moved.
        alone: Refuse a sandbox that others use: its clock will be moved.
        jtl_url: Of a SQL Server's database, made by the sandbox's script, for its ERP.

    Raises:
        RejectedError: The folder holds something else, or another scenario, or is in use.
        UnavailableError: The sandbox did not start.
    """
    data = data.absolute()
    try:
        scenario = _scenario_of(data, scenario)
    except OSError as error:
        raise RejectedError(
            f"{data} cannot hold a demonstration ({error.strerror}); choose another --data",
            field="data",
        ) from error
    options = _Options(work_every_s=work_every_s, alone=alone, jtl_url=jtl_url)
    with _sandbox(data, scenario, options) as sandbox:
        settings = demo_settings(data, sandbox, scenario)
        upgrade_database(database_url(settings))
        yield DemoWorld(
            sandbox=sandbox,
            settings=settings,
            scenario=scenario,
            clock=clock_showing(sandbox.now()),
        )


@attrs.frozen(kw_only=True)
class _Options:
    """
    How a sandbox is started, as for :func:`demo_world`.
    """

    work_every_s: float
    alone: bool
    jtl_url: str


@contextmanager
def _sandbox(data: Path, scenario: str, options: _Options) -> Iterator[Sandbox]:
    outside, outbox = data / "outside", data / SHOP / "outbox"
    running = found_sandbox(outside)
    if running is not None and options.alone:
        raise RejectedError(
            f"a server uses the demonstration in {data}, and moving its clock would confuse it; "
            "stop it first, or choose another --data",
            field="data",
        )
    if running is not None:
        yield running
        return
    with (
        run_sandbox(
            outside,
            scenario,
            outbox,
            work_every_s=options.work_every_s,
            jtl_url=options.jtl_url,
        ) as sandbox,
        # A command that ends in seconds would pull it away from whoever relied on it.
        announced(sandbox, outside) if options.work_every_s else nullcontext(),
    ):
        yield sandbox


def demo_settings(data: Path, sandbox: Sandbox, scenario: str) -> Settings:
    """
    Return settings that know the sandbox and nothing else.
    """
    prefix = f"TEMU_JTL_SHOPS__{SHOP.upper()}__"
    return load_settings(
        None,
        {
            "TEMU_JTL_DATA": str(data),
            "TEMU_JTL_ERP__URL": sandbox.jtl,
            "TEMU_JTL_ERP__WAREHOUSES": "1,2",
            **_database_name(sandbox.jtl),
            f"{prefix}TEMU__BASE_URL": sandbox.temu,
            f"{prefix}TEMU__APP_KEY": sandbox.app_key,
            f"{prefix}TEMU__APP_SECRET": sandbox.app_secret,
            f"{prefix}TEMU__ACCESS_TOKEN": sandbox.access_token,
            f"{prefix}TEMU__REGION_ID": str(sandbox.region_id),
            # The large scenario shows speed, so the sandbox's limit is lifted there.
            f"{prefix}TEMU__REQUESTS_PER_SECOND": "0" if scenario == "large" else "20",
            f"{prefix}ORDERS__DELIVERY": "file",
        },
    )


def _database_name(url: str) -> dict[str, str]:
    # A file has none, and the setting's default may stay.
    parsed = sa.make_url(url)
    name = parsed.database if parsed.get_backend_name() == "mssql" else None
    return {"TEMU_JTL_ERP__DATABASE": name} if name else {}


def _scenario_of(data: Path, wanted: str | None) -> str:
    """
    Return the folder's scenario, marking a new folder as a demonstration's.
    """
    if wanted is not None and wanted not in SCENARIOS:
        raise RejectedError(f"there is no scenario {wanted!r}; there are {', '.join(SCENARIOS)}")
    mark = data / _MARK
    if mark.exists():
        known = _marked(mark)
        if wanted not in (None, known):
            raise RejectedError(
                f"{data} holds the scenario {known}; choose another --data for {wanted}"
            )
        return known
    if data.exists() and any(data.iterdir()):
        raise RejectedError(
            f"{data} is not empty and no demonstration's folder; choose another --data"
        )
    scenario = wanted or "small"
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark.write_text(json.dumps({"scenario": scenario}))
    return scenario


def _marked(mark: Path) -> str:
    try:
        return str(json.loads(mark.read_text())["scenario"])
    except (ValueError, KeyError, TypeError):
        raise RejectedError(
            f"{mark} cannot be read; choose another --data, or delete the folder"
        ) from None
