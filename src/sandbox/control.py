"""
The control routes under /sandbox: clock, books, traffic, faults, orders.
"""

import asyncio
import json
from collections.abc import Callable
from typing import TypeVar

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.exceptions import ClientException, NotFoundException, SerializationException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from litestar.serialization import decode_json, encode_json

from sandbox.scenario.orders import OrderChange, OrderScript
from sandbox.temu.order_export import LANGUAGES
from sandbox.temu.state import Order
from sandbox.world import World

Call = Request[object, object, State]
Wanted = TypeVar("Wanted")


def control_handlers(world: World) -> list[HTTPRouteHandler]:
    """
    Return the routes that steer and inspect *world*.
    """
    return [*_clock_routes(world), *_inspection_routes(world), *_order_routes(world)]


def _clock_routes(world: World) -> list[HTTPRouteHandler]:
    def now() -> dict[str, str]:
        return {"now": world.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")}

    @get("/sandbox/place", sync_to_thread=False)
    def place() -> dict[str, str]:
        return {"data": str(world.data.absolute())}

    @get("/sandbox/clock", sync_to_thread=False)
    def clock() -> dict[str, str]:
        return now()

    @post("/sandbox/clock", status_code=200)
    async def advance(request: Call) -> dict[str, str]:
        seconds = (await _object(request)).get("advance_s")
        if not isinstance(seconds, int) or seconds < 0:
            raise ClientException("advance_s must be an integer, 0 or more")
        await _in_thread(lambda: world.advance(seconds))
        return now()

    @post("/sandbox/jtl/work", status_code=200, sync_to_thread=True)
    def work() -> Response[bytes]:
        return _json(world.work())

    @post("/sandbox/jtl/update", status_code=200, sync_to_thread=True)
    def update() -> dict[str, str]:
        return {"new_column": world.jtl.update()}

    return [place, clock, advance, work, update]


def _inspection_routes(world: World) -> list[HTTPRouteHandler]:
    @get("/sandbox/books", sync_to_thread=True)
    def books() -> Response[bytes]:
        return _json(world.books())

    @get("/sandbox/traffic", sync_to_thread=False)
    def traffic() -> dict[str, object]:
        return world.traffic.as_json()

    @post("/sandbox/traffic/reset", status_code=200, sync_to_thread=False)
    def reset_traffic() -> dict[str, object]:
        world.traffic.reset()
        return world.traffic.as_json()

    @get("/sandbox/switches", sync_to_thread=False)
    def switches() -> Response[bytes]:
        return _json({"temu": world.switches, "jtl": world.jtl.switches})

    @post("/sandbox/switches", status_code=200)
    async def switch(request: Call) -> Response[bytes]:
        _flip(world, await _object(request))
        return _json({"temu": world.switches, "jtl": world.jtl.switches})

    return [books, traffic, reset_traffic, switches, switch]


def _order_routes(world: World) -> list[HTTPRouteHandler]:
    @post("/sandbox/temu/orders", status_code=201)
    async def add(request: Call) -> Response[bytes]:
        script = _read(await request.body(), OrderScript)
        try:
            return _json(world.add_order(script), 201)
        except ValueError as error:
            raise ClientException(str(error)) from error

    @get("/sandbox/temu/orders/{number:str}", sync_to_thread=False)
    def show(number: FromPath[str]) -> Response[bytes]:
        return _json(_order(world, number))

    @post("/sandbox/temu/orders/{number:str}", status_code=200)
    async def change(request: Call, number: FromPath[str]) -> Response[bytes]:
        _order(world, number)
        return _json(world.change_order(number, _read(await request.body(), OrderChange)))

    @get("/sandbox/temu/order_export.csv", sync_to_thread=True)
    def export(lang: FromQuery[str] = "de") -> Response[bytes]:
        if lang not in LANGUAGES:
            raise ClientException(f"lang must be one of {', '.join(LANGUAGES)}")
        return Response(world.order_export(lang), media_type="text/csv; charset=utf-8")

    return [add, show, change, export]


def _flip(world: World, wanted: dict[str, object]) -> None:
    """
    Set marketplace switches by name; the ERP's are under *jtl*, *reset* comes first.
    """
    if wanted.pop("reset", False):
        world.switches.reset()
    erp = wanted.pop("jtl", {})
    temu = wanted.pop("temu", {})
    if not isinstance(erp, dict) or not isinstance(temu, dict):
        raise ClientException("temu and jtl must be objects")
    for name, value in erp.items():
        if type(getattr(world.jtl.switches, name, None)) is not type(value):
            raise ClientException(f"the ERP has no switch {name!r} that takes {value!r}")
        setattr(world.jtl.switches, name, value)
    try:
        with world.lock:
            world.switches.update(**temu, **wanted)
    except ValueError as error:
        raise ClientException(str(error)) from error


def _order(world: World, number: str) -> Order:
    order = world.shop.orders.get(number)
    if order is None:
        raise NotFoundException(f"there is no order {number}")
    return order


async def _object(request: Call) -> dict[str, object]:
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise ClientException("the body must be JSON") from error
    if not isinstance(body, dict):
        raise ClientException("the body must be an object")
    return body


def _read(raw: bytes, wanted: type[Wanted]) -> Wanted:
    try:
        return decode_json(raw, target_type=wanted)
    except SerializationException as error:
        raise ClientException(str(error)) from error


def _json(document: object, status: int = 200) -> Response[bytes]:
    return Response(encode_json(document), media_type="application/json", status_code=status)


async def _in_thread(work: Callable[[], None]) -> None:
    await asyncio.to_thread(work)
