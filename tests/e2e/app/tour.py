"""The way past all pages of the app."""

from collections.abc import Iterator

from tests.e2e.app.server_process import ServerProcess
from tests.e2e.app.visitor import Visitor


def pages_of(shop: ServerProcess) -> list[str]:
    """
    Return the path of every page, with an example for those about one thing.
    """
    held = shop.get("/api/orders?state=held&limit=1")["items"][0]["number"]
    exported = shop.get("/api/orders?state=exported&limit=1")["items"][0]["number"]
    run = shop.get("/api/runs?job=temu_orders_sync")["items"][0]["run_id"]
    return [
        "/overview",
        "/jobs",
        "/jobs/temu_orders_sync",
        "/runs",
        f"/runs/{run}",
        "/log",
        "/orders",
        f"/orders/{held}",
        f"/orders/{exported}",
        "/held",
        "/stock",
        "/plans",
        "/alerts",
        "/reconciliation",
        "/settings",
        "/diagnostics",
        "/no-such-page",
    ]


def tour(visitor: Visitor, shop: ServerProcess) -> Iterator[str]:
    """
    Visit every page; yield its path when everything on it is there.
    """
    for path in pages_of(shop):
        visitor.go(path)
        yield path
