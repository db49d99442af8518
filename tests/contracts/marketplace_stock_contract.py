"""What every view of the marketplace's stock promises."""

import pytest
from tests.contracts.marketplace_world import AddedOffer, MarketplaceWorld

from shared_kernel.errors import Family, Problem
from temu_core.offer import SkuId
from temu_core.ports.marketplace_stock import MarketplaceStock, StockCall
from temu_core.stock import StockUpdate


class MarketplaceStockContract:
    """
    Subclass per adapter and override *world* and *stock*.
    """

    @pytest.fixture
    def world(self) -> MarketplaceWorld:
        raise NotImplementedError

    @pytest.fixture
    def stock(self, world: MarketplaceWorld) -> MarketplaceStock:
        raise NotImplementedError

    def test_numbers_are_absolute(self, world: MarketplaceWorld, stock: MarketplaceStock) -> None:
        lamp = world.add_offer("LAMP-1", stock=4)

        verdicts = stock.set_units([_call("one", lamp, 3)])
        again = stock.set_units([_call("two", lamp, 3)])

        assert verdicts == again == {lamp.sku_id: None}
        assert _units(stock, lamp) == 3

    def test_several_goods_are_set_at_once(
        self, world: MarketplaceWorld, stock: MarketplaceStock
    ) -> None:
        lamp, book = world.add_offer("LAMP-1", stock=4), world.add_offer("BOOK-1", stock=4)

        verdicts = stock.set_units([_call("one", lamp, 1), _call("two", book, 0)])

        assert verdicts == {lamp.sku_id: None, book.sku_id: None}
        assert (_units(stock, lamp), _units(stock, book)) == (1, 0)

    def test_the_same_call_is_never_applied_twice(
        self, world: MarketplaceWorld, stock: MarketplaceStock
    ) -> None:
        lamp = world.add_offer("LAMP-1", stock=4)
        stock.set_units([_call("one", lamp, 3)])

        repeated = stock.set_units([_call("one", lamp, 9)])

        assert isinstance(repeated[lamp.sku_id], Problem)
        assert _units(stock, lamp) == 3

    def test_a_refused_offer_does_not_stop_another(
        self, world: MarketplaceWorld, stock: MarketplaceStock
    ) -> None:
        lamp, book = world.add_offer("LAMP-1", stock=4), world.add_offer("BOOK-1", stock=4)
        world.refuse_stock(lamp.sku_id)

        verdicts = stock.set_units([_call("one", lamp, 1), _call("two", book, 2)])

        refusal = verdicts[lamp.sku_id]
        assert isinstance(refusal, Problem)
        assert refusal.family is Family.FIX_DATA
        assert verdicts[book.sku_id] is None
        assert (_units(stock, lamp), _units(stock, book)) == (4, 2)

    def test_a_lost_answer_is_an_unknown_outcome(
        self, world: MarketplaceWorld, stock: MarketplaceStock
    ) -> None:
        lamp = world.add_offer("LAMP-1", stock=4)
        world.lose_answers()

        verdict = stock.set_units([_call("one", lamp, 3)])[lamp.sku_id]

        world.find_answers()
        assert isinstance(verdict, Problem)
        assert verdict.family is Family.OUTCOME_UNKNOWN
        assert _units(stock, lamp) == 3

    def test_an_unknown_offer_is_missing(
        self, world: MarketplaceWorld, stock: MarketplaceStock
    ) -> None:
        lamp = world.add_offer("LAMP-1", stock=4)

        units = stock.units({lamp.sku_id: lamp.goods_id, SkuId(999): lamp.goods_id})

        assert units == {lamp.sku_id: 4}


def _call(intent_id: str, offer: AddedOffer, units: int) -> StockCall:
    update = StockUpdate(goods_id=offer.goods_id, sku_id=offer.sku_id, units=units, before=None)
    return StockCall(intent_id=intent_id, goods_id=offer.goods_id, updates=(update,))


def _units(stock: MarketplaceStock, offer: AddedOffer) -> int | Problem:
    return stock.units({offer.sku_id: offer.goods_id})[offer.sku_id]
