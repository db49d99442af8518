"""Details are asked many at a time, but never too many."""

import threading
import time

import attrs
import httpx
from tests.unit.adapters.temu_http.gateway import Body, Gateway, ok
from tests.unit.adapters.temu_http.replies import an_address, some_amounts

from adapters.temu_http.order_feed import TemuOrderFeed
from temu_core.details import Needs
from temu_core.order import OrderNumber


@attrs.define
class Slow:
    """
    Counts how many answers are being made at the same time.
    """

    running: int = 0
    most: int = 0
    lock: threading.Lock = attrs.field(factory=threading.Lock)

    def __call__(self, body: Body) -> httpx.Response:
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
        time.sleep(0.02)
        with self.lock:
            self.running -= 1
        if body["type"] == "bg.order.amount.query":
            return ok(some_amounts(body["parentOrderSn"]))
        return ok(an_address())


def test_addresses_and_amounts_are_asked_together_up_to_sixteen() -> None:
    gateway, slow = Gateway(), Slow()
    gateway.on("bg.order.shippinginfo.v2.get", slow)
    gateway.on("bg.order.amount.query", slow)
    feed = TemuOrderFeed(router=gateway.router())
    needs = {OrderNumber(f"PO-076-{n:017d}"): Needs(address=True, amounts=True) for n in range(40)}

    details = feed.details(needs)

    assert 8 <= slow.most <= 16
    assert len(details.raw) == 80
    assert [raw.key for raw in details.raw[::2]] == list(needs)
