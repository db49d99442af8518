"""A server with nothing but the live log, on a port of this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import attrs
import sqlalchemy as sa
import uvicorn
from litestar import Litestar
from litestar.types import ASGIApp
from tests.contracts.books import NOW, Books
from tests.contracts.job_examples import a_session, a_token
from tests.integration.own_database.sql_books import sql_books

from adapters.clock import SystemClock
from adapters.in_process.buffered_log_sink import BufferedLogSink
from adapters.in_process.log_hub import LogHub
from entrypoints.live.limits import LiveLimits
from entrypoints.live.live_log import LiveLog
from entrypoints.live.route import live_log_route
from entrypoints.live.server import SERVER_OPTIONS, ImpatientProtocol, PartingServer
from entrypoints.rest.authentication import Authentication, Doorman
from entrypoints.rest.client_address import ClientAddress
from entrypoints.rest.failed_logins import FailedLogins
from entrypoints.rest.front_door import FrontDoor
from entrypoints.rest.session_cookie import cookie_name
from entrypoints.rest.sites import Site, Sites
from job_core.access import Role
from job_core.ports.run_log import RunLog
from job_core.rules.secret_hash import secret_hash
from job_core.use_cases.authenticate import Authenticate

#: Its token is called "phone".
VIEWER = "the viewer's secret"
METRICS = "the monitor's secret"
SESSION = "the session's secret"
COOKIE = f"{cookie_name(https=False)}={SESSION}"


@attrs.frozen(kw_only=True)
class LiveServer:
    """
    A running server, what it writes its log with, and where it is.
    """

    port: int
    books: Books
    sink: BufferedLogSink
    _server: uvicorn.Server
    _thread: threading.Thread

    @property
    def origin(self) -> str:
        """
        The site its pages are of.
        """
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """
        The address of the live log.
        """
        return f"ws://127.0.0.1:{self.port}/ws/logs"

    def stop(self) -> None:
        """
        Do what a signal does.
        """
        self._server.should_exit = True

    def has_stopped(self) -> bool:
        """
        Wait for the end, and tell whether it came.
        """
        self._thread.join(10)
        return not self._thread.is_alive()


@contextmanager
def live_server(
    engine: sa.Engine, *, run_log: RunLog | None = None, **limits: Any
) -> Iterator[LiveServer]:
    """
    Serve the run log of a database until the end of the block.

    Args:
        run_log: Read instead of the database's own.
        limits: Fields of ``LiveLimits``.
    """
    books, hub = sql_books(engine), LogHub()
    _let_in(books)
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    # Little is on its way to a client, so that one which does not read shows soon.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32 * 1024)
    port = int(listener.getsockname()[1])
    live_log = LiveLog(
        run_log=run_log or books.run_log,
        news=hub,
        clock=SystemClock(),
        limits=LiveLimits(**limits),
    )
    started = threading.Event()
    config = uvicorn.Config(
        _app(live_log, books, port),
        log_config=None,
        log_level="warning",
        lifespan="off",
        callback_notify=_setter(started),
        timeout_notify=0,
        **{**SERVER_OPTIONS, "ws": _QuickProtocol},
    )
    server = PartingServer(config, live_log.close)
    thread = threading.Thread(target=server.run, args=([listener],))
    sink = BufferedLogSink(run_log=books.run_log, hub=hub, group_s=0.01)
    thread.start()
    try:
        assert started.wait(10)
        yield LiveServer(port=port, books=books, sink=sink, server=server, thread=thread)
    finally:
        server.should_exit = True
        thread.join(20)
        sink.close()


class _QuickProtocol(ImpatientProtocol):
    """
    Lets no test wait for long.
    """

    last_read_s = 1.5


def _app(live_log: LiveLog, books: Books, port: int) -> ASGIApp:
    clock = SystemClock()
    doorman = Doorman(
        authenticate=Authenticate(access_book=books.access_book, clock=clock),
        failed_logins=FailedLogins(clock=clock),
        client_address=ClientAddress(),
        https=False,
    )
    app = Litestar(
        route_handlers=[live_log_route(live_log, doorman.caller)],
        middleware=[Authentication(doorman)],
        openapi_config=None,
        logging_config=None,
    )
    return FrontDoor(app, Sites(ours=frozenset({Site("http", "127.0.0.1", port)})))


def _let_in(books: Books) -> None:
    hashes = {"phone": secret_hash(VIEWER), "monitor": secret_hash(METRICS)}
    roles = {"phone": Role.VIEWER, "monitor": Role.METRICS}
    for name, secret in hashes.items():
        books.access_book.add_token(a_token(name, secret_hash=secret, role=roles[name]))
    # Another server on the same database may have done it.
    if books.access_book.session(secret_hash(SESSION)) is None:
        books.access_book.add_session(
            a_session(secret_hash(SESSION), expires_at=NOW + timedelta(days=36_500))
        )


def _setter(event: threading.Event) -> Any:
    async def notify() -> None:
        event.set()

    return notify
