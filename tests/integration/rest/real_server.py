"""An interface on a real port."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from tests.integration.rest.counter import Counter

from entrypoints.settings.server import ServerSettings


@contextmanager
def served(counter: Counter) -> Iterator[str]:
    """
    Serve the counter's interface on loopback; yield its address.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        here = counter.with_services(server=ServerSettings(port=port))
        config = uvicorn.Config(here.app, log_config=None, access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="rest", daemon=True
        )
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
