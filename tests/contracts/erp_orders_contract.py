"""What every look for our orders in the ERP promises."""

import pytest
from tests.contracts.erp_world import ErpWorld

from shared_kernel.errors import UnavailableError
from temu_core.erp import ErpOrder
from temu_core.order import OrderNumber
from temu_core.ports.erp_orders import ErpOrders

FIRST, SECOND = OrderNumber("PO-076-1"), OrderNumber("PO-076-2")


class ErpOrdersContract:
    """
    Subclass per adapter and override *world* and *orders*.
    """

    @pytest.fixture
    def world(self) -> ErpWorld:
        raise NotImplementedError

    @pytest.fixture
    def orders(self, world: ErpWorld) -> ErpOrders:
        raise NotImplementedError

    def test_an_order_is_found_by_the_marketplaces_number(
        self, world: ErpWorld, orders: ErpOrders
    ) -> None:
        world.add_article("LAMP", sellable=9)
        number = world.book_order(FIRST, LAMP=1)

        found = orders.presence([FIRST, SECOND])

        assert found == {FIRST: ErpOrder(numbers=(number,), cancelled=False)}

    def test_a_duplicate_shows_both_numbers_oldest_first(
        self, world: ErpWorld, orders: ErpOrders
    ) -> None:
        world.add_article("LAMP", sellable=9)
        numbers = (world.book_order(FIRST, LAMP=1), world.book_order(FIRST, LAMP=1))

        found = orders.presence([FIRST])

        assert found[FIRST].numbers == numbers

    def test_cancelled_means_all_of_them(self, world: ErpWorld, orders: ErpOrders) -> None:
        world.add_article("LAMP", sellable=9)
        first, second = world.book_order(FIRST, LAMP=1), world.book_order(FIRST, LAMP=1)

        world.cancel_order(first)
        half = orders.presence([FIRST])
        world.cancel_order(second)
        whole = orders.presence([FIRST])

        assert not half[FIRST].cancelled
        assert whole[FIRST].cancelled

    def test_many_numbers_are_one_question(self, world: ErpWorld, orders: ErpOrders) -> None:
        world.add_article("LAMP", sellable=9)
        world.book_order(FIRST, LAMP=1)
        many = [OrderNumber(f"PO-076-9{n}") for n in range(2500)]

        found = orders.presence([*many, FIRST])

        assert set(found) == {FIRST}

    def test_nothing_asked_is_nothing_found(self, orders: ErpOrders) -> None:
        assert orders.presence([]) == {}

    def test_an_outage_is_passed_on(self, world: ErpWorld, orders: ErpOrders) -> None:
        world.go_down()

        with pytest.raises(UnavailableError):
            orders.presence([FIRST])
