"""
The router over HTTP: one path, POST only, and the faults of the network.
"""

import asyncio
import json
from collections.abc import MutableMapping
from email.utils import formatdate

import attrs
from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

from sandbox.temu.router import Router

_HTML_502 = "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>"
_CUT_IMPOSSIBLE = "cut connections need the real port"

#: Client address → its TCP connection, for the connections of this process.
Connections = MutableMapping[tuple[str, int], asyncio.Transport]


@attrs.frozen
class _Faults:
    """
    What the network does with one call; taken before the call is run.
    """

    html_502: bool
    cut_before: bool
    cut_after: bool
    truncated: bool
    late: bool


def router_handler(router: Router, connections: Connections) -> HTTPRouteHandler:
    """
    Return the handler of the router's path.
    """

    @post("/openapi/router", status_code=200)
    async def handle(request: Request[object, object, State]) -> Response[bytes]:
        raw = await request.body()
        router.traffic.enter()
        try:
            if router.switches.latency_ms:
                await asyncio.sleep(router.switches.latency_ms / 1000)
            faults = _faults_for(router, raw)
            if faults.html_502:
                return Response(_HTML_502.encode(), status_code=502, media_type="text/html")
            if faults.cut_before:
                return await _cut(request, connections)
            body = router.answer(raw, arrives=not (faults.cut_after or faults.truncated))
            if faults.cut_after:
                return await _cut(request, connections)
            if faults.late:
                await asyncio.sleep(router.switches.late_answer_ms / 1000)
            return _json(body[: len(body) // 2] if faults.truncated else body, router.now())
        finally:
            router.traffic.leave()

    return handle


def _faults_for(router: Router, raw: bytes) -> _Faults:
    try:
        body = json.loads(raw)
    except ValueError:
        body = None
    operation = str(body.get("type")) if isinstance(body, dict) else ""
    with router.lock:
        html_502 = router.switches.take("html_502_next", operation)
        cut_before = not html_502 and router.switches.take("cut_before_next", operation)
        reached = not (html_502 or cut_before)
        cut_after = reached and router.switches.take("cut_after_next", operation)
        truncated = reached and not cut_after
        truncated = truncated and router.switches.take("truncated_json_next", operation)
        late = reached and not cut_after and router.switches.take("late_answer_next", operation)
    return _Faults(html_502, cut_before, cut_after, truncated, late)


def _json(body: bytes, now: int) -> Response[bytes]:
    return Response(
        body,
        media_type="application/json",
        headers={"date": formatdate(now, usegmt=True)},
    )


async def _cut(
    request: Request[object, object, State], connections: Connections
) -> Response[bytes]:
    client = request.client
    connection = connections.get((client.host, client.port)) if client else None
    if connection is None:
        return Response(_CUT_IMPOSSIBLE.encode(), status_code=500, media_type="text/plain")
    connection.abort()
    # The server learns of the loss in the next turn of its loop and then
    # throws away what we return.
    await asyncio.sleep(0.01)
    return Response(b"")
