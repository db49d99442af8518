"""A recorded run answers what it was answered."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from tests.unit.adapters.temu_http.gateway import Gateway, ok, refused
from tests.unit.adapters.temu_http.replies import a_page, an_address, an_item, some_amounts

from adapters.temu_http.order_feed import TemuOrderFeed
from adapters.temu_http.recorded import RecordedOrderFeed
from shared_kernel.errors import Family, Problem
from shared_kernel.run_context import Fence
from temu_core.details import Needs
from temu_core.order import ListedOrder, OrderNumber, ShopId
from temu_core.payload import Call, RawAnswer
from temu_core.ports.raw_answers import RawAnswers
from temu_core.window import Window

START = datetime(2026, 1, 1, tzinfo=UTC)
WINDOW = Window(start=START, end=START + timedelta(hours=1))
SHOP = ShopId("main")
ONE, TWO, THREE = (OrderNumber(f"PO-076-{n:017d}") for n in (1, 2, 3))
BOTH = Needs(address=True, amounts=True)


@attrs.frozen
class Kept(RawAnswers):
    """
    The answers of one run.
    """

    answers: list[RawAnswer] = attrs.field(factory=list)

    def append(self, fence: Fence, run_id: str, answers: Sequence[RawAnswer]) -> None:
        self.answers.extend(answers)

    def of_run(self, shop: ShopId, run_id: str, call: Call) -> Iterator[RawAnswer]:
        return (answer for answer in self.answers if answer.call is call)

    def of_order(self, shop: ShopId, number: OrderNumber) -> Sequence[RawAnswer]:
        return [answer for answer in self.answers if answer.key == number]

    def runs(self, shop: ShopId, limit: int = 20) -> Sequence[str]:
        return ["run-1"]

    def erase_before(self, fence: Fence, moment: datetime) -> int:
        return 0


@pytest.fixture
def gateway() -> Gateway:
    gateway = Gateway()
    gateway.on(
        "bg.order.list.v2.get",
        ok(a_page(an_item(ONE), an_item(TWO), total=3)),
        ok(a_page(an_item(THREE, parentOrderTime="?"), total=3)),
        ok(a_page(an_item(ONE, parentOrderStatus=3))),
    )
    gateway.on("bg.order.shippinginfo.v2.get", ok(an_address()))
    gateway.on("bg.order.amount.query", lambda body: ok(some_amounts(body["parentOrderSn"])))
    return gateway


@pytest.fixture
def live(gateway: Gateway) -> TemuOrderFeed:
    return TemuOrderFeed(router=gateway.router())


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def recorded(kept: Kept) -> RecordedOrderFeed:
    return RecordedOrderFeed(answers=kept, shop=SHOP, run_id="run-1")


def test_pages_are_the_recorded_ones(
    live: TemuOrderFeed, kept: Kept, recorded: RecordedOrderFeed
) -> None:
    pages = [live.page(WINDOW, number) for number in (1, 2)]
    kept.answers.extend(raw for page in pages for raw in page.raw)

    again = [recorded.page(WINDOW, number) for number in (1, 2, 3)]

    assert [page.orders for page in again] == [pages[0].orders, pages[1].orders, {}]
    assert [page.raw for page in again[:2]] == [page.raw for page in pages]
    assert [page.total for page in again] == [3, 3, 3]


def test_an_order_by_number_is_as_it_was_last_seen(
    live: TemuOrderFeed, kept: Kept, recorded: RecordedOrderFeed
) -> None:
    for number in (1, 2):
        kept.answers.extend(live.page(WINDOW, number).raw)
    last = live.by_number([ONE])
    kept.answers.extend(last.raw)

    page = recorded.by_number([ONE, TWO, OrderNumber("PO-076-9")])

    assert set(page.orders) == {ONE, TWO}
    assert page.orders[ONE] == last.orders[ONE]
    assert isinstance(page.orders[TWO], ListedOrder)
    assert recorded.page(WINDOW, 3).orders == {}


def test_details_are_the_recorded_ones(
    live: TemuOrderFeed, kept: Kept, recorded: RecordedOrderFeed
) -> None:
    details = live.details({ONE: BOTH, TWO: Needs(address=True)})
    kept.answers.extend(details.raw)

    again = recorded.details({ONE: BOTH, TWO: Needs(address=True)})

    assert again.orders == details.orders


def test_a_recorded_refusal_is_a_refusal_again(
    gateway: Gateway, live: TemuOrderFeed, kept: Kept, recorded: RecordedOrderFeed
) -> None:
    gateway.on("bg.order.amount.query", refused(3000032))
    details = live.details({ONE: BOTH})
    kept.answers.extend(details.raw)

    assert recorded.details({ONE: BOTH}).orders == details.orders


def test_what_was_not_recorded_is_said(recorded: RecordedOrderFeed) -> None:
    amounts = recorded.details({ONE: BOTH}).orders[ONE].amounts

    assert isinstance(amounts, Problem)
    assert (amounts.family, amounts.code) == (Family.TRY_LATER, "not_recorded")
