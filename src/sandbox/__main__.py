"""
Runs the sandbox: ``python -m sandbox --data DIR``.

``python -m sandbox jtl-script`` prints its JTL for a SQL Server instead.
"""

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import attrs

from sandbox import script_command
from sandbox.serve import bind
from sandbox.temu.order_export import LANGUAGES
from sandbox.world import SCENARIOS, World, open_world


def main() -> int:
    """
    Open the world, print where it is in one JSON line, serve until stopped.
    """
    if sys.argv[1:2] == [script_command.NAME]:
        return script_command.print_script(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="directory of the world's files")
    parser.add_argument("--scenario", choices=sorted(SCENARIOS), default="small")
    parser.add_argument("--host", default="127.0.0.1", help="loopback only")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--outbox", type=Path, help="where order files are looked for")
    parser.add_argument(
        "--jtl-url",
        default=os.environ.get("SANDBOX_JTL_URL", ""),
        metavar="URL",
        help="a SQL Server's database made by jtl-script; also SANDBOX_JTL_URL",
    )
    parser.add_argument(
        "--work-every",
        type=float,
        default=0,
        metavar="S",
        help="let the ERP work every S real seconds; 0: only when told",
    )
    parser.add_argument(
        "--order-export",
        type=Path,
        metavar="FILE",
        help="write what the Seller Center would export now, and end",
    )
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="de", help="of that file")
    parser.add_argument(
        "--end-with-input",
        action="store_true",
        help="stop when standard input is closed: whoever started it is gone",
    )
    options = parser.parse_args()

    world = open_world(options.data, options.scenario, options.outbox, jtl_url=options.jtl_url)
    try:
        if options.order_export:
            options.order_export.write_bytes(world.order_export(options.language))
            return 0
        server = bind(world, options.host, options.port)
        print(json.dumps(attrs.asdict(server.urls)), flush=True)
        if options.end_with_input:
            threading.Thread(target=_end_with_input, name="input", daemon=True).start()
        with suppress(KeyboardInterrupt), _working(world, options.work_every):
            server.run()
    finally:
        world.close()
    return 0


def _end_with_input() -> None:
    """
    Ask this process to stop once nobody can write to it any more.
    """
    # Not through the buffered reader: its lock would be held while the interpreter ends.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _working(world: World, every_s: float) -> Iterator[None]:
    """
    Let the ERP work in the background until the block ends.
    """
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(every_s):
            world.work()

    worker = threading.Thread(target=work, name="erp", daemon=True)
    if every_s > 0:
        worker.start()
    try:
        yield
    finally:
        stop.set()
        if worker.is_alive():
            worker.join()


if __name__ == "__main__":
    sys.exit(main())
