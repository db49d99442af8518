"""Makes the pictures of the documentation: ``python -m tests.e2e.app.take_screenshots``.

A demo shop is served and synced; its buyers are invented.  Every run makes all
pictures anew.
"""

import struct
import sys
import tempfile
import zlib
from itertools import product
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser
from tests.e2e.app.chromium import launched
from tests.e2e.app.server_process import ROOT, ServerProcess, demo_server
from tests.e2e.app.visitor import Scheme, visiting

from job_core.access import Role

FOLDER: Final = ROOT / "docs" / "screenshots"
#: What the pictures of a folder weigh together at most.
MOST_BYTES: Final = 2_000_000
SIZES: Final = {"desktop": (1120, 700), "phone": (360, 680)}
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")


def main() -> None:
    """
    Make all pictures, and say what they weigh.
    """
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with (
        tempfile.TemporaryDirectory() as folder,
        launched() as browser,
        demo_server(Path(folder)) as shop,
    ):
        for job in ("temu_inventory_sync", "temu_orders_sync", "temu_inventory_sync"):
            shop.run(job)
        _take_all(browser, shop)
    weight = sum(file.stat().st_size for file in FOLDER.glob("*.png"))
    print(f"{weight:,} bytes in {FOLDER}")
    sys.exit(weight > MOST_BYTES)


def _take_all(browser: Browser, shop: ServerProcess) -> None:
    paths = _paths(shop)
    for (device, size), scheme in product(SIZES.items(), SCHEMES):
        with visiting(browser, shop.url, size=size, scheme=scheme) as visitor:
            visitor.log_in(shop.token_for(Role.OPERATOR))
            for name, path in paths.items():
                visitor.go(path)
                if name == "stock":
                    visitor.page.get_by_role("button", name="Warum").nth(1).click()
                    visitor.page.locator(".sum").wait_for()
                file = FOLDER / f"{name}-{device}-{scheme}.png"
                file.write_bytes(smaller(visitor.page.screenshot(animations="disabled")))


def _paths(shop: ServerProcess) -> dict[str, str]:
    exported = shop.get("/api/orders?state=exported&limit=1")["items"]
    order = (exported or shop.get("/api/orders?limit=1")["items"])[0]["number"]
    run = shop.get("/api/runs?job=temu_orders_sync")["items"][0]["run_id"]
    return {
        "overview": "/overview",
        "job": "/jobs/temu_orders_sync",
        "run": f"/runs/{run}",
        "orders": "/orders",
        "order": f"/orders/{order}",
        "held": "/held",
        "stock": "/stock",
    }


def smaller(png: bytes) -> bytes:
    """
    Return the same picture, packed as tightly as the format allows.
    """
    head, chunks, data, at = png[:8], [], b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            data += body
        else:
            chunks.append((kind, body))
        at += length + 12
    chunks.insert(-1, (b"IDAT", zlib.compress(zlib.decompress(data), 9)))
    return head + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


if __name__ == "__main__":
    main()
