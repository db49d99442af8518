"""Writes docs/openapi.json anew."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.integration.rest.counter import counter_at
from tests.integration.rest.test_openapi import COMMITTED, as_committed

if __name__ == "__main__":
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        COMMITTED.write_text(as_committed(counter_at(stack, folder)), encoding="utf-8")
