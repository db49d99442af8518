"""Stock that did not change in the ERP is not read again, and never sold for it."""

from collections.abc import Collection, Mapping
from datetime import timedelta

import attrs
import pytest
from tests.builders.orders import a_line
from tests.unit.workflows.faults import FragileStore
from tests.unit.workflows.world import ShopWorld

from adapters.memory.books import MemoryBooks
from adapters.memory.erp_stock import MemoryErpStock
from job_core.run import RunState
from shared_kernel.errors import UnavailableError
from shared_kernel.sku import Sku
from temu_core.offer import GoodsId, SkuId
from temu_core.shop import StockPolicy
from temu_core.stock import StockLevel
from temu_core.stock_mark import StockMark
from temu_core.use_cases.sync_inventory import InventorySyncMode

QUICK = InventorySyncMode.QUICK
BOOK = Sku("BOOK-1")


@attrs.frozen
class CountedErpStock(MemoryErpStock):
    """
    Remembers the SKUs whose stock was read, one entry per question.
    """

    read: list[frozenset[str]] = attrs.field(factory=list)

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        self.read.append(frozenset(sku.text for sku in skus))
        return super().levels(skus, versions=versions)


@attrs.frozen
class WrittenMeanwhile(MemoryErpStock):
    """
    An ERP that adds an article just before its stock is read.
    """

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        self.erp.article(BOOK.text, 9)
        return super().levels(skus, versions=versions)


@attrs.frozen
class NoWordOfChanges(CountedErpStock):
    """
    Serves stock and refuses the question whether it changed.
    """

    def mark(self) -> StockMark | None:
        raise UnavailableError("the login may not ask that")


@pytest.fixture
def stock(world: ShopWorld) -> CountedErpStock:
    """
    The stock of an ERP that was read once, for a lamp on sale.
    """
    world.offer(stock=3)
    counted = CountedErpStock(world.erp)
    world.fake(erp_stock=counted)
    world.sync_inventory()
    counted.read.clear()
    world.later(minutes=5)
    return counted


def put_book_on_sale(world: ShopWorld) -> SkuId:
    return world.offer(18, goods_id=GoodsId(602), seller_sku=BOOK.text, stock=1)


def test_a_quick_run_with_nothing_changed_reads_no_stock(
    world: ShopWorld, stock: CountedErpStock
) -> None:
    world.sync_inventory(mode=QUICK)

    assert not stock.read
    assert world.for_sale() == 100


def test_what_the_erp_changed_is_read(world: ShopWorld, stock: CountedErpStock) -> None:
    world.erp.article("LAMP-1", 7)

    world.sync_inventory(mode=QUICK)

    assert stock.read == [{"LAMP-1"}]
    assert world.for_sale() == 7


def test_a_change_of_another_article_is_a_change(world: ShopWorld, stock: CountedErpStock) -> None:
    world.erp.article(BOOK.text, 7)

    world.sync_inventory(mode=QUICK)

    assert stock.read == [{"LAMP-1"}]


def test_an_article_the_erp_deleted_is_not_kept(world: ShopWorld, stock: CountedErpStock) -> None:
    """
    No row that is left has a higher version.
    """
    put_book_on_sale(world)
    world.erp.article(BOOK.text, 9)
    world.sync_inventory()
    world.erp.article("LAMP-1", 99)
    world.sync_inventory()
    stock.read.clear()

    del world.erp.articles[BOOK]
    world.sync_inventory(mode=QUICK)

    assert stock.read == [{"LAMP-1", BOOK.text}]


def test_orders_that_came_meanwhile_are_taken_off_kept_stock(
    world: ShopWorld, stock: CountedErpStock
) -> None:
    world.sell(lines=[a_line(quantity=4)])

    world.sync_inventory(mode=QUICK)

    assert not stock.read
    assert world.for_sale() == 96


def test_only_a_new_offers_article_is_read(world: ShopWorld, stock: CountedErpStock) -> None:
    world.erp.article(BOOK.text, 9)
    world.sync_inventory(mode=QUICK)
    stock.read.clear()

    put_book_on_sale(world)
    world.sync_inventory()
    world.sync_inventory(mode=QUICK)

    assert stock.read == [{BOOK.text}]
    assert (world.for_sale(17), world.for_sale(18)) == (100, 9)


def test_once_an_hour_it_is_read_whatever_the_erp_says(
    world: ShopWorld, stock: CountedErpStock
) -> None:
    for _ in range(11):
        world.sync_inventory(mode=QUICK)
        world.later(minutes=5)
    assert not stock.read

    world.sync_inventory(mode=QUICK)
    assert stock.read == [{"LAMP-1"}]

    world.later(minutes=5)
    world.sync_inventory(mode=QUICK)
    assert len(stock.read) == 1


def test_the_setting_0_reads_it_each_time() -> None:
    world = ShopWorld.open(stock=StockPolicy(read_all_every=timedelta(0)))
    counted = CountedErpStock(world.erp)
    world.fake(erp_stock=counted)
    world.offer(stock=3)

    for _ in range(3):
        world.sync_inventory()

    assert len(counted.read) == 3


def test_an_erp_without_marks_is_read_each_time(world: ShopWorld, stock: CountedErpStock) -> None:
    world.erp.moods.without_versions = True
    for _ in range(2):
        world.sync_inventory(mode=QUICK)
    world.erp.moods.without_versions = False
    world.sync_inventory(mode=QUICK)

    assert len(stock.read) == 3, "the mark from before does not come back to life"


def test_an_erp_that_refuses_the_question_is_read(world: ShopWorld, stock: CountedErpStock) -> None:
    refusing = NoWordOfChanges(world.erp)
    world.fake(erp_stock=refusing)

    assert world.sync_inventory(mode=QUICK).run.state is RunState.SUCCESS

    assert len(refusing.read) == 1


@pytest.mark.parametrize("known_before", [False, True])
def test_an_article_written_between_the_mark_and_the_reading_is_not_kept(
    world: ShopWorld, known_before: bool
) -> None:
    """
    Deleted again it leaves the mark as it was, and would leave its units on sale.
    """
    world.offer(17, stock=1)
    if known_before:
        world.sync_inventory()
        world.later(minutes=5)
    put_book_on_sale(world)
    world.fake(erp_stock=WrittenMeanwhile(world.erp))
    world.sync_inventory()
    assert world.for_sale(18) == 9

    del world.erp.articles[BOOK]
    counted = CountedErpStock(world.erp)
    world.fake(erp_stock=counted)
    world.later(minutes=5)
    world.sync_inventory(mode=QUICK)

    assert counted.read == [{BOOK.text, "LAMP-1"}]


def test_an_offer_that_was_away_is_not_given_its_old_stock(
    world: ShopWorld, stock: CountedErpStock
) -> None:
    """
    Its target is from before it vanished; the reading that is remembered is younger.
    """
    world.erp.article(BOOK.text, 9)
    book = put_book_on_sale(world)
    world.sync_inventory()
    away = world.marketplace.offers.pop(book)
    world.erp.article(BOOK.text, 2)
    world.later(minutes=5)
    world.sync_inventory()

    world.marketplace.offers[book] = away
    world.later(minutes=5)
    world.sync_inventory()

    assert world.for_sale(18) == 2


def test_a_process_may_die_at_any_moment_and_keeps_nothing_that_is_wrong() -> None:
    """
    Half of the targets may be from the new stock, half from the old.
    """
    at, died = 0, True
    while died:
        at += 1
        store = FragileStore()
        world = ShopWorld.open(books=MemoryBooks.on(store))
        world.offer(stock=3)
        world.sync_inventory()
        world.erp.article("LAMP-1", 40)
        world.later(minutes=5)

        died = store.kills(world.sync_inventory, at=at, committed=True)
        world.later(minutes=10)
        world.sync_inventory(mode=QUICK)

        assert world.for_sale() == 40, at
    assert at > 10
