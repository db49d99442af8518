"""What every look at the ERP's stock promises."""

import pytest
from tests.contracts.erp_world import ErpWorld

from shared_kernel.errors import UnavailableError
from shared_kernel.sku import Sku
from temu_core.order import OrderNumber
from temu_core.ports.erp_stock import ErpStock
from temu_core.rules.kept_levels import is_covered
from temu_core.stock_mark import StockMark

LAMP, BOOK = Sku("LAMP"), Sku("BOOK")


class ErpStockContract:
    """
    Subclass per adapter and override *world* and *stock*.
    """

    @pytest.fixture
    def world(self) -> ErpWorld:
        raise NotImplementedError

    @pytest.fixture
    def stock(self, world: ErpWorld) -> ErpStock:
        raise NotImplementedError

    def test_articles_are_known_in_the_erps_spelling(
        self, world: ErpWorld, stock: ErpStock
    ) -> None:
        world.add_article("LAMP", sellable=5)

        known = stock.known([Sku("lamp"), BOOK])

        assert {str(asked): str(found) for asked, found in known.items()} == {"lamp": "LAMP"}

    def test_levels_say_what_can_still_be_sold(self, world: ErpWorld, stock: ErpStock) -> None:
        world.add_article("LAMP", sellable=5)

        levels = stock.levels([LAMP, BOOK])

        assert set(levels) == {LAMP}
        assert levels[LAMP].sellable == 5
        assert levels[LAMP].managed

    def test_what_is_booked_cannot_be_sold_again(self, world: ErpWorld, stock: ErpStock) -> None:
        world.add_article("LAMP", sellable=5)
        world.book_order(OrderNumber("PO-076-1"), LAMP=2)

        levels = stock.levels([LAMP])

        assert levels[LAMP].sellable == 3

    def test_an_uncounted_article_says_so(self, world: ErpWorld, stock: ErpStock) -> None:
        world.add_article("LAMP", sellable=0, managed=False)

        levels = stock.levels([LAMP])

        assert not levels[LAMP].managed

    def test_many_articles_are_one_question(self, world: ErpWorld, stock: ErpStock) -> None:
        world.add_article("LAMP", sellable=5)
        many = [Sku(f"NONE-{n}") for n in range(2500)]

        assert set(stock.levels([*many, LAMP])) == {LAMP}
        assert set(stock.known([*many, LAMP])) == {LAMP}

    def test_a_failed_read_is_never_an_empty_answer(self, world: ErpWorld, stock: ErpStock) -> None:
        world.add_article("LAMP", sellable=5)
        world.go_down()

        with pytest.raises(UnavailableError):
            stock.levels([LAMP])
        with pytest.raises(UnavailableError):
            stock.known([LAMP])


class StockMarkContract:
    """
    What an ERP that has marks promises of them; subclass it beside :class:`ErpStockContract`.
    """

    @pytest.fixture
    def world(self) -> ErpWorld:
        raise NotImplementedError

    @pytest.fixture
    def stock(self, world: ErpWorld) -> ErpStock:
        raise NotImplementedError

    def test_while_nothing_changes_the_mark_is_the_same(
        self, world: ErpWorld, stock: ErpStock
    ) -> None:
        world.add_article("LAMP", sellable=5)

        before, after = _marked(stock), _marked(stock)

        assert before.tables == after.tables

    def test_every_change_of_a_level_changes_the_mark(
        self, world: ErpWorld, stock: ErpStock
    ) -> None:
        marks = [_marked(stock)]
        world.add_article("LAMP", sellable=5)
        marks.append(_marked(stock))
        world.book_order(OrderNumber("PO-076-1"), LAMP=2)
        marks.append(_marked(stock))

        assert len({mark.tables for mark in marks}) == len(marks)
        assert [m.lowest_active for m in marks] == sorted(m.lowest_active for m in marks)

    def test_levels_read_after_the_mark_are_covered_by_it(
        self, world: ErpWorld, stock: ErpStock
    ) -> None:
        world.add_article("LAMP", sellable=5)
        mark = _marked(stock)

        assert is_covered(mark, stock.levels([LAMP], versions=True).values())

    def test_a_level_written_after_the_mark_is_not_covered(
        self, world: ErpWorld, stock: ErpStock
    ) -> None:
        world.add_article("LAMP", sellable=5)
        mark = _marked(stock)
        world.book_order(OrderNumber("PO-076-1"), LAMP=2)

        assert not is_covered(mark, stock.levels([LAMP], versions=True).values())

    def test_a_failed_look_is_no_mark(self, world: ErpWorld, stock: ErpStock) -> None:
        world.go_down()

        with pytest.raises(UnavailableError):
            stock.mark()


def _marked(stock: ErpStock) -> StockMark:
    mark = stock.mark()
    assert mark is not None
    return mark
