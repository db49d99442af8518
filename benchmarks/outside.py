"""The sandbox in a process of its own, and shops that trade with it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs
import httpx

from entrypoints.container.database import upgrade_database
from entrypoints.demo.sandbox_process import Sandbox, run_sandbox
from entrypoints.demo.world import SHOP, demo_settings
from entrypoints.open_shop import OpenShop, database_url, open_shop
from sandbox.scenario.script import Scenario
from sandbox.world import open_world

#: How to resume a world that was made before: the rate limit is off, nothing is added.
_RESUMED = "large"


@attrs.frozen(kw_only=True)
class Outside:
    """
    A marketplace and an ERP that answer over HTTP and SQL, not in our process.
    """

    folder: Path
    sandbox: Sandbox

    def slow_down(self, latency_ms: int) -> None:
        """
        Let every call to the marketplace wait so long before it is looked at.
        """
        self._post("switches", {"latency_ms": latency_ms})

    def forget_calls(self) -> None:
        """
        Count calls from zero again.
        """
        self._post("traffic/reset", {})

    def calls(self) -> Mapping[str, int]:
        """
        Return how often each operation was called.
        """
        answer = httpx.get(f"{self.sandbox.control}/traffic", timeout=60, trust_env=False)
        answer.raise_for_status()
        return {str(name): int(times) for name, times in answer.json()["by_type"].items()}

    @contextmanager
    def shop(self, name: str, *, requests_per_second: int = 0) -> Iterator[OpenShop]:
        """
        Open a shop with its database in a folder of that name, new on the first time.

        Args:
            requests_per_second: Our own limit; 0: none.
        """
        settings = demo_settings(self.folder / name, self.sandbox, _RESUMED)
        shop_settings = settings.shops[SHOP]
        limited = attrs.evolve(
            shop_settings,
            temu=attrs.evolve(shop_settings.temu, requests_per_second=requests_per_second),
        )
        settings = attrs.evolve(settings, shops={SHOP: limited})
        upgrade_database(database_url(settings))
        with open_shop(settings, SHOP, demo=True) as shop:
            yield shop

    def _post(self, path: str, body: Mapping[str, object]) -> None:
        url = f"{self.sandbox.control}/{path}"
        httpx.post(url, json=body, timeout=60, trust_env=False).raise_for_status()


@contextmanager
def running_outside(folder: Path, scenario: Scenario) -> Iterator[Outside]:
    """
    Make a world of *scenario* in *folder* and serve it until the block ends.
    """
    data = folder / "outside"
    open_world(data, scenario).close()
    with run_sandbox(data, _RESUMED, folder / "outbox") as sandbox:
        yield Outside(folder=folder, sandbox=sandbox)
