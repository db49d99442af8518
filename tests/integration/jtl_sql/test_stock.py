"""JTL's stock as we read it."""

from decimal import Decimal

import pytest
from tests.contracts.erp_stock_contract import ErpStockContract
from tests.integration.jtl_sql.jtl_office import JtlOffice, furnished

from adapters.jtl_sql.erp_stock import JtlStock
from sandbox.jtl.world import JtlArticle
from shared_kernel.sku import Sku

LAMP = Sku("LAMP")


class TestJtlStock(ErpStockContract):
    @pytest.fixture
    def world(self, office: JtlOffice) -> JtlOffice:
        return office

    @pytest.fixture
    def stock(self, office: JtlOffice) -> JtlStock:
        return JtlStock(database=office.database)


def stock_of(office: JtlOffice, *warehouses: int) -> JtlStock:
    return JtlStock(database=office.database, warehouses=frozenset(warehouses))


def test_shelves_of_the_configured_warehouses_are_summed(office: JtlOffice) -> None:
    office.add_article("LAMP", sellable=20)
    for warehouse, units in ((1, 0.1), (2, 0.2), (3, 100)):
        office.put_on_shelf("LAMP", warehouse, units)

    level = stock_of(office, 1, 2).levels([LAMP])[LAMP]

    assert level.physical == Decimal("0.3")
    assert level.sellable == 20


def test_an_article_that_lies_elsewhere_has_nothing_here(office: JtlOffice) -> None:
    office.add_article("LAMP", sellable=20)
    office.put_on_shelf("LAMP", 3, 20)

    assert stock_of(office, 1, 2).levels([LAMP])[LAMP].physical == 0


def test_without_warehouses_nothing_is_said_of_shelves(office: JtlOffice) -> None:
    office.add_article("LAMP", sellable=20)
    office.put_on_shelf("LAMP", 1, 20)

    assert stock_of(office).levels([LAMP])[LAMP].physical is None


def test_an_article_without_a_stock_row_is_sold_out(office: JtlOffice) -> None:
    office.add_article("LAMP", sellable=20)
    office.run("DELETE FROM tlagerbestand")

    level = stock_of(office).levels([LAMP])[LAMP]

    assert level.sellable == 0
    assert level.managed


def test_fractions_and_debts_are_told_as_they_are(office: JtlOffice) -> None:
    office.add_article("LAMP", sellable=-2.1)
    office.run("UPDATE tArtikel SET nPuffer = 3")

    level = stock_of(office).levels([LAMP])[LAMP]

    assert level.sellable == Decimal("-2.1")
    assert level.erp_buffer == 3


def test_blanks_around_a_number_do_not_count(office: JtlOffice) -> None:
    office.add_article("  Lamp ", sellable=4)

    assert str(stock_of(office).known([LAMP])[LAMP]) == "Lamp"
    assert stock_of(office, 1).levels([LAMP])[LAMP].sellable == 4


def test_the_exact_number_wins_over_one_with_blanks(office: JtlOffice) -> None:
    office.add_article(" LAMP", sellable=4)
    office.add_article("LAMP", sellable=5)

    assert stock_of(office).levels([LAMP])[LAMP].sellable == 5


def test_a_sets_stock_is_that_of_its_components(office: JtlOffice) -> None:
    office.engine.dispose()
    office.path.unlink()
    lamp = JtlArticle(number="LAMP", name="Lampe", stock={2: Decimal(7)}, reserved=Decimal(1))
    box = JtlArticle(number="BOX", name="Kiste", components={"LAMP": Decimal(2)})
    furnished(office.folder, lamp, box).close()

    level = stock_of(office, 2).levels([Sku("box")])[Sku("BOX")]

    assert level.sellable == 3
    assert level.physical == 3
