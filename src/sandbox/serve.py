"""
Puts a world on a real port of the loopback interface.
"""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import attrs
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox.app import build_app
from sandbox.temu.http import Connections
from sandbox.temu.router import ACCESS_TOKEN, APP_KEY, APP_SECRET
from sandbox.world import World


@attrs.frozen(kw_only=True)
class Urls:
    """
    Where a served world is and how to enter it.
    """

    temu: str
    control: str
    jtl: str
    outbox: str
    app_key: str
    app_secret: str
    access_token: str
    mall_id: int
    region_id: int


@attrs.frozen
class Server:
    """
    A uvicorn server on a bound socket.
    """

    uvicorn: uvicorn.Server
    socket: socket.socket
    urls: Urls

    def run(self) -> None:
        """
        Serve until told to stop.
        """
        self.uvicorn.run(sockets=[self.socket])


def bind(world: World, host: str = "127.0.0.1", port: int = 0) -> Server:
    """
    Take a port, without serving yet; connections made from now on wait.

    Raises:
        ValueError: The host is not a loopback address.
    """
    if host not in {"127.0.0.1", "::1", "localhost"}:
        raise ValueError("the sandbox serves the loopback interface only")
    listener = socket.create_server((host, port), family=_family(host))
    # An answer's head and body go out separately; without this the body waits 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connections: Connections = {}
    config = uvicorn.Config(
        build_app(world, connections),
        http=_noting(connections),
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
        # Longer than any client keeps an idle connection: cuts are switched on, not met.
        timeout_keep_alive=75,
    )
    return Server(uvicorn.Server(config), listener, _urls(world, host, listener))


@contextmanager
def serve(world: World, port: int = 0) -> Iterator[Urls]:
    """
    Serve *world* from a background thread until the block ends.
    """
    server = bind(world, port=port)
    thread = threading.Thread(target=server.run, name="sandbox", daemon=True)
    thread.start()
    try:
        while not server.uvicorn.started and thread.is_alive():
            time.sleep(0.005)
        yield server.urls
    finally:
        server.uvicorn.should_exit = True
        thread.join(timeout=10)
        server.socket.close()


def _noting(connections: Connections) -> type[asyncio.Protocol]:
    """
    Return the HTTP protocol that also notes its connections, so they can be cut.
    """

    class NotingProtocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn's own narrowing
            super().connection_made(transport)
            peer = transport.get_extra_info("peername")
            connections[(peer[0], peer[1])] = transport

        def connection_lost(self, exc: Exception | None) -> None:
            peer = self.transport.get_extra_info("peername")
            if peer:
                connections.pop((peer[0], peer[1]), None)
            super().connection_lost(exc)

    return NotingProtocol


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if host == "::1" else socket.AF_INET


def _urls(world: World, host: str, listener: socket.socket) -> Urls:
    port = listener.getsockname()[1]
    base = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    return Urls(
        temu=f"{base}/openapi/router",
        control=f"{base}/sandbox",
        jtl=world.jtl_url,
        outbox=str(world.outbox),
        app_key=APP_KEY,
        app_secret=APP_SECRET,
        access_token=ACCESS_TOKEN,
        mall_id=world.switches.mall_id,
        region_id=world.switches.region_id,
    )
