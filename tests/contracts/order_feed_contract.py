"""What every order feed promises."""

from datetime import timedelta

import pytest
from tests.contracts.marketplace_world import MarketplaceWorld

from shared_kernel.errors import Problem, UnavailableError
from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts
from temu_core.details import NO_PERMISSION, Needs
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.payload import Call
from temu_core.ports.order_feed import ListedBy, OrderFeed
from temu_core.window import Window

HOUR = timedelta(hours=1)
BOTH = Needs(address=True, amounts=True)


class OrderFeedContract:
    """
    Subclass per adapter and override *world* and *feed*.
    """

    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        raise NotImplementedError

    @pytest.fixture
    def feed(self, world: MarketplaceWorld) -> OrderFeed:
        raise NotImplementedError

    def test_a_window_includes_both_its_ends(
        self, world: MarketplaceWorld, feed: OrderFeed
    ) -> None:
        start = world.now()
        first = world.place_order(1)
        world.pass_time(HOUR)
        last = world.place_order(1)

        page = feed.page(Window(start=start, end=world.now()), 1)

        assert set(page.orders) == {first.number, last.number}
        assert page.total == 2

    def test_orders_outside_the_window_are_not_shown(
        self, world: MarketplaceWorld, feed: OrderFeed
    ) -> None:
        start = world.now()
        world.place_order(1)
        world.pass_time(HOUR)

        page = feed.page(Window(start=start + timedelta(seconds=1), end=world.now()), 1)

        assert page.total == 0
        assert not page.orders

    def test_the_list_shows_status_times_and_lines(
        self, world: MarketplaceWorld, feed: OrderFeed
    ) -> None:
        placed = world.place_order(2, 3)

        page = feed.page(_around(world), 1)

        order = page.orders[placed.number]
        assert isinstance(order, ListedOrder)
        assert order.status is MarketplaceStatus.UNSHIPPED
        assert order.placed_at == order.updated_at == world.now()
        assert [(line.number, line.quantity) for line in order.lines] == [
            (placed.lines[0], 2),
            (placed.lines[1], 3),
        ]

    def test_pages_hold_a_hundred_and_end_empty(
        self, world: MarketplaceWorld, feed: OrderFeed
    ) -> None:
        placed = {world.place_order(1).number for _ in range(103)}

        pages = [feed.page(_around(world), number) for number in (1, 2, 3)]

        assert [len(page.orders) for page in pages] == [100, 3, 0]
        assert {number for page in pages for number in page.orders} == placed
        assert {page.total for page in pages[:2]} == {103}

    def test_a_changed_order_moves_in_the_list_of_updates_only(
        self, world: MarketplaceWorld, feed: OrderFeed
    ) -> None:
        placed = world.place_order(1)
        world.pass_time(HOUR)
        world.cancel_order(placed.number)
        late = Window(start=world.now(), end=world.now())

        updated = feed.page(late, 1, by=ListedBy.UPDATED)
        created = feed.page(late, 1, by=ListedBy.CREATED)

        assert set(updated.orders) == {placed.number}
        assert not created.orders

    def test_a_status_may_be_asked_for(self, world: MarketplaceWorld, feed: OrderFeed) -> None:
        world.place_order(1)
        cancelled = world.place_order(1)
        world.cancel_order(cancelled.number)

        page = feed.page(_around(world), 1, status=MarketplaceStatus.CANCELLED)

        assert set(page.orders) == {cancelled.number}

    def test_orders_are_read_again_by_number(
        self, world: MarketplaceWorld, feed: OrderFeed
    ) -> None:
        numbers = [world.place_order(1).number for _ in range(21)]
        world.cancel_order(numbers[0])

        page = feed.by_number(numbers)

        first = page.orders[numbers[0]]
        assert isinstance(first, ListedOrder)
        assert first.status is MarketplaceStatus.CANCELLED
        assert set(page.orders) == set(numbers)

    def test_an_unknown_number_is_missing(self, world: MarketplaceWorld, feed: OrderFeed) -> None:
        placed = world.place_order(1)

        page = feed.by_number([OrderNumber("PO-076-99999999999999999"), placed.number])

        assert set(page.orders) == {placed.number}

    def test_details_are_what_was_asked_for(self, world: MarketplaceWorld, feed: OrderFeed) -> None:
        whole, half = world.place_order(1), world.place_order(1)

        details = feed.details({whole.number: BOTH, half.number: Needs(address=True)})

        assert isinstance(details.orders[whole.number].address, BuyerAddress)
        amounts = details.orders[whole.number].amounts
        assert isinstance(amounts, OrderAmounts)
        assert set(amounts.by_line()) == set(whole.lines)
        assert isinstance(details.orders[half.number].address, BuyerAddress)
        assert details.orders[half.number].amounts is None

    def test_a_token_without_the_right_is_told_apart(
        self, world: MarketplaceWorld, feed: OrderFeed
    ) -> None:
        placed = world.place_order(1)
        world.forbid_amounts()

        details = feed.details({placed.number: BOTH}).orders[placed.number]

        assert isinstance(details.amounts, Problem)
        assert details.amounts.code == NO_PERMISSION
        assert isinstance(details.address, BuyerAddress)

    def test_answers_come_with_what_was_received(
        self, world: MarketplaceWorld, feed: OrderFeed
    ) -> None:
        placed = world.place_order(1)

        page = feed.page(_around(world), 1)
        details = feed.details({placed.number: BOTH})

        assert [raw.call for raw in page.raw] == [Call.ORDERS]
        assert {(raw.call, raw.key) for raw in details.raw} == {
            (Call.ADDRESS, placed.number),
            (Call.AMOUNTS, placed.number),
        }

    def test_an_outage_is_passed_on(self, world: MarketplaceWorld, feed: OrderFeed) -> None:
        window = _around(world)
        world.go_down()

        with pytest.raises(UnavailableError):
            feed.page(window, 1)


def _around(world: MarketplaceWorld) -> Window:
    return Window(start=world.now() - HOUR, end=world.now() + HOUR)
