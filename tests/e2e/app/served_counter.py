"""A shop's interface with its web app on a real port."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import attrs
import uvicorn
from tests.integration.rest.counter import Counter

from entrypoints.live.live_log import LiveLog
from entrypoints.live.route import live_log_route
from entrypoints.pwa.routes import web_app_routes
from entrypoints.pwa.web_files import WebFiles
from entrypoints.rest.app import create_app, doorman_of
from entrypoints.settings.server import ServerSettings


@contextmanager
def served_counter(counter: Counter) -> Iterator[str]:
    """
    Serve the counter's shop on loopback; yield its address.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        port = listener.getsockname()[1]
        services = attrs.evolve(counter.services, server=ServerSettings(port=port))
        live_log = LiveLog(
            run_log=services.jobs.run_log,
            news=counter.jobs.adapters.log_hub(),
            clock=services.clock,
        )
        doorman = doorman_of(services)
        routes = [live_log_route(live_log, doorman.caller), *web_app_routes(WebFiles.read())]
        app = create_app(services, routes, doorman=doorman)
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="web app", daemon=True
        )
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
