"""The marketplace's answers about many orders, byte by byte as the sandbox gives them."""

import json
from collections.abc import Iterator
from pathlib import Path

import attrs

from sandbox.scenario.large import large_scenario
from sandbox.temu.router import ACCESS_TOKEN, APP_KEY, APP_SECRET, Router
from sandbox.temu.signature import sign
from sandbox.world import open_world

_PAGE = 100


@attrs.frozen(kw_only=True)
class AnsweredPage:
    """
    One page of the order list with the answers about its orders, by order number.
    """

    listed: bytes
    addresses: dict[str, bytes]
    amounts: dict[str, bytes]


def answered_pages(orders: int, folder: Path) -> list[AnsweredPage]:
    """
    Return the answers about *orders* open orders, a hundred on a page.
    """
    world = open_world(folder, large_scenario(orders=orders, offers=max(orders, _PAGE)))
    try:
        return list(_pages(world.router, orders))
    finally:
        world.close()


def _pages(router: Router, orders: int) -> Iterator[AnsweredPage]:
    for number in range(1, -(-orders // _PAGE) + 1):
        listed = _ask(router, "bg.order.list.v2.get", pageNumber=number, pageSize=_PAGE)
        numbers = [
            str(item["parentOrderMap"]["parentOrderSn"])
            for item in json.loads(listed)["result"]["pageItems"]
        ]
        yield AnsweredPage(
            listed=listed,
            addresses={
                n: _ask(router, "bg.order.shippinginfo.v2.get", parentOrderSn=n) for n in numbers
            },
            amounts={n: _ask(router, "bg.order.amount.query", parentOrderSn=n) for n in numbers},
        )


def _ask(router: Router, operation: str, **params: int | str) -> bytes:
    call: dict[str, object] = {
        "type": operation,
        "app_key": APP_KEY,
        "access_token": ACCESS_TOKEN,
        "timestamp": router.now(),
        "data_type": "JSON",
        **params,
    }
    return router.answer(json.dumps({**call, "sign": sign(call, APP_SECRET)}).encode())
