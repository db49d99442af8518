"""
One run in a process of its own, to be killed: ``python -m tests.integration.workflows.one_run``.

Says when it is warm, then waits for one line of JSON: settings, job and time.
"""

import json
import sys
from datetime import datetime

from entrypoints.container.clocks import clock_showing
from entrypoints.open_shop import open_shop
from entrypoints.settings.load import load_settings
from temu_core.use_cases.sync_inventory import InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncRequest


def main() -> int:
    """
    Run the job that was asked for and print its state.
    """
    print("warm", flush=True)
    asked = json.loads(sys.stdin.readline())
    settings = load_settings(None, asked["env"])
    clock = clock_showing(datetime.fromisoformat(asked["now"]))
    with open_shop(settings, None, clock=clock, demo=True) as shop:
        if asked["job"] == "orders":
            run = shop.sync_orders(OrderSyncRequest()).run
        else:
            run = shop.sync_inventory(InventorySyncRequest()).run
    print(run.state.value, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
