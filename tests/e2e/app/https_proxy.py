"""A small proxy that speaks HTTPS, as one stands before a merchant's server."""

import asyncio
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import attrs

#: Whom the proxy speaks for; an address of documentation.
VISITOR: Final = "198.51.100.7"
_MOST: Final = 65_536
_GONE: Final = (OSError, asyncio.IncompleteReadError, ssl.SSLError)


@contextmanager
def https_proxy(folder: Path, to_port: int, port: int) -> Iterator[None]:
    """
    Pass on to a port of this machine whatever comes to another one, by HTTPS.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*_certificate(folder))
    proxy = _Proxy(to_port)
    loop, ready, over = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with await asyncio.start_server(proxy.passed_on, "127.0.0.1", port, ssl=context):
            ready.set()
            await over.wait()
            await proxy.close()
            # For browsers that went in the middle of the handshake.
            await asyncio.sleep(0.1)

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), name="proxy")
    thread.start()
    try:
        assert ready.wait(10)
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()


@attrs.define
class _Proxy:
    """
    Connections, each with one of its own to the server.
    """

    to_port: int
    _open: set["asyncio.Task[None]"] = attrs.field(factory=set, init=False)

    async def passed_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """
        Say whom the connection is for, then pass bytes both ways until one side is gone.
        """
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            with suppress(*_GONE):
                await self._pass_on(reader, writer)
        except asyncio.CancelledError:
            return
        finally:
            await _cut(writer)
            self._open.discard(task)

    async def close(self) -> None:
        """
        Cut what is still open.
        """
        tasks = [*self._open]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begin, rest = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n", 1)
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.to_port)
        try:
            said = f"X-Forwarded-For: {VISITOR}\r\nX-Forwarded-Proto: https\r\n".encode()
            server_writer.write(begin + b"\r\n" + said + rest)
            ways = [
                asyncio.ensure_future(_pump(reader, server_writer)),
                asyncio.ensure_future(_pump(server_reader, writer)),
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        finally:
            await _cut(server_writer)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(_MOST):
        writer.write(data)
        await writer.drain()


async def _cut(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
    with suppress(*_GONE):
        await writer.wait_closed()


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "proxy.pem", folder / "proxy.key"
    words = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=shop.invalid -addext subjectAltName=IP:127.0.0.1"
    )
    command = [*words.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key
