"""
Runs the sandbox: ``python -m sandbox --data DIR``.
"""

import argparse
import json
import sys
from pathlib import Path

import attrs

from sandbox.serve import bind
from sandbox.world import SCENARIOS, open_world


def main() -> int:
    """
    Open the world, print where it is in one JSON line, serve until stopped.
    """
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="directory of the world's files")
    parser.add_argument("--scenario", choices=sorted(SCENARIOS), default="small")
    parser.add_argument("--host", default="127.0.0.1", help="loopback only")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--outbox", type=Path, help="where order files are looked for")
    options = parser.parse_args()

    world = open_world(options.data, options.scenario, options.outbox)
    try:
        server = bind(world, options.host, options.port)
        print(json.dumps(attrs.asdict(server.urls)), flush=True)
        server.run()
    finally:
        world.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
