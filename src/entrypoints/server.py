"""The server process: REST, the live log, workers, and the scheduler beside them."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import attrs
import uvicorn
from litestar.concurrency import set_asyncio_executor

from entrypoints.live.live_log import LiveLog
from entrypoints.live.route import live_log_route
from entrypoints.live.server import SERVER_OPTIONS, PartingServer
from entrypoints.open_jobs import OpenJobs
from entrypoints.pwa.routes import web_app_routes
from entrypoints.pwa.web_files import WebFiles
from entrypoints.rest.app import create_app, doorman_of
from entrypoints.rest.services import Services
from entrypoints.rest.services_of import services_of
from entrypoints.scheduler.timekeeper import STOP_WITHIN, Timekeeper
from entrypoints.settings.server import ServerSettings
from job_core.watch import Watch
from shared_kernel.errors import RejectedError

#: Requests answered at a time; the database pool has 30 connections.
_THREADS = 24
#: For requests under way when the process is told to end.
_LAST_REQUESTS_S = 5


@attrs.frozen(kw_only=True)
class ServerOptions:
    """
    What is served besides REST, and who hears of trouble.
    """

    demo: bool = False
    #: False: another process keeps time; runs asked for here are done here all the same.
    scheduler: bool = True
    onlooker: Watch = attrs.field(factory=Watch)
    complain: Callable[[str], None]
    #: Set when the process was told to end before or while the server began.
    stop: threading.Event = attrs.field(factory=threading.Event)


def serve(jobs: OpenJobs, settings: ServerSettings, options: ServerOptions) -> bool:
    """
    Serve until SIGTERM or SIGINT; False when a run did not end in time.

    Then no further batch is begun, callers who wait for a run are answered, and
    listeners are sent away; after at most 20 s nothing is left.

    Raises:
        RejectedError: The port cannot be taken.
    """
    services = services_of(jobs, settings, demo=options.demo)
    with _listening(settings) as listener, _threads():
        timekeeper = _timekeeper(jobs, options) if options.scheduler else None
        ending = _Ending(jobs, services, timekeeper)
        server = _server(jobs, services, ending, options.stop)
        jobs.start_workers(options.onlooker)
        if timekeeper is not None:
            timekeeper.start()
        server.run(sockets=[listener])
        # Also when it ended by itself.
        ending.begin()
        return ending.finished()


def _server(
    jobs: OpenJobs, services: Services, ending: "_Ending", stop: threading.Event
) -> PartingServer:
    live_log = LiveLog(
        run_log=services.jobs.run_log, news=jobs.adapters.log_hub(), clock=services.clock
    )
    doorman = doorman_of(services)
    routes = [live_log_route(live_log, doorman.caller), *web_app_routes(WebFiles.read())]
    app = create_app(services, routes, doorman=doorman)
    server = services.server
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        # Proxies are believed by our own rules only.
        proxy_headers=False,
        timeout_graceful_shutdown=_LAST_REQUESTS_S,
        ssl_certfile=server.certificate if server.speaks_https else None,
        ssl_keyfile=server.certificate_key if server.speaks_https else None,
        **SERVER_OPTIONS,
    )

    async def part() -> None:
        ending.begin()
        await live_log.close()

    return PartingServer(config, part, is_unwanted=stop.is_set)


def _timekeeper(jobs: OpenJobs, options: ServerOptions) -> Timekeeper:
    return Timekeeper(
        use_cases=jobs.use_cases,
        schedule_book=jobs.adapters.schedule_book(),
        clock=jobs.adapters.clock(),
        complain=options.complain,
    )


class _Ending:
    """
    Stops the clockwork and the workers while the last requests are answered.
    """

    def __init__(self, jobs: OpenJobs, services: Services, timekeeper: Timekeeper | None) -> None:
        self._timekeeper = timekeeper
        self._jobs = jobs
        self._services = services
        self._ended = False
        self._thread = threading.Thread(target=self._stop, name="ending", daemon=True)

    def begin(self) -> None:
        """
        Begin no run and no batch any more.  Idempotent.
        """
        if not self._services.stopping.is_set():
            self._services.stopping.set()
            self._thread.start()

    def finished(self) -> bool:
        """
        Wait for the runs under way; False when some still work.
        """
        self._thread.join(STOP_WITHIN.total_seconds())
        return self._ended

    def _stop(self) -> None:
        if self._timekeeper is not None:
            self._timekeeper.stop()
        self._ended = self._jobs.stop_workers(STOP_WITHIN.total_seconds() - 1)


@contextmanager
def _listening(settings: ServerSettings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise RejectedError(
            f"cannot listen on {settings.host} port {settings.port} ({error.strerror}); "
            "end what uses it, or set another server.port",
            field="server.port",
        ) from error
    # An answer's head and body go out separately; without this the body waits 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with listener:
        yield listener


@contextmanager
def _threads() -> Iterator[None]:
    executor = ThreadPoolExecutor(_THREADS, thread_name_prefix="rest")
    set_asyncio_executor(executor)
    try:
        yield
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
