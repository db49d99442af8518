"""How JTL's stock stands, by the versions of its rows: a SQL Server with and without them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contracts.erp_stock_contract import StockMarkContract
from tests.integration.jtl_sql.jtl_office import JtlOffice

from adapters.jtl_sql.erp_stock import JtlStock
from shared_kernel.sku import Sku
from temu_core.rules.kept_levels import is_covered
from temu_core.stock_mark import StockMark

LAMP = Sku("LAMP")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[JtlOffice]:
    """
    A JTL-Wawi on a SQL Server, whose rows have versions.
    """
    office = JtlOffice(tmp_path, on_sql_server=True)
    office.number_rows()
    yield office
    office.engine.dispose()


class TestJtlMark(StockMarkContract):
    @pytest.fixture
    def world(self, world: JtlOffice) -> JtlOffice:
        return world

    @pytest.fixture
    def stock(self, world: JtlOffice) -> JtlStock:
        return JtlStock(database=world.database)


def marked(office: JtlOffice) -> StockMark:
    mark = JtlStock(database=office.database).mark()
    assert mark is not None
    return mark


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tArtikel SET nPuffer = 3",
        "UPDATE tArtikel SET cLagerAktiv = 'N'",
        "UPDATE tArtikel SET cArtNr = 'LAMP-2' WHERE cArtNr = 'LAMP'",
        "UPDATE tlagerbestand SET fVerfuegbar = 1",
        "DELETE FROM tlagerbestand WHERE kArtikel = 1",
        "INSERT INTO tArtikel (cArtNr, cName, cAktiv, cLagerAktiv) VALUES ('X', 'X', 'Y', 'Y')",
    ],
)
def test_whatever_a_level_is_made_of_changes_the_mark(world: JtlOffice, change: str) -> None:
    world.add_article("LAMP", sellable=20)
    world.add_article("BOOK", sellable=20)
    before = marked(world)

    world.run(change)

    assert marked(world).tables != before.tables


def test_a_row_still_being_written_leaves_nothing_covered(world: JtlOffice) -> None:
    """
    It may be committed later under a version that no later look would notice.
    """
    world.add_article("LAMP", sellable=20)
    begun = world.one("SELECT last FROM versions") - 1
    world.driver.answers["MIN_ACTIVE_ROWVERSION"] = begun

    assert not is_covered(marked(world), [])


def test_the_lowest_version_is_asked_before_the_rows_are_counted(world: JtlOffice) -> None:
    """
    Asked afterwards, a row that was added meanwhile and not counted would lie below it.
    """
    world.driver.statements.clear()
    world.driver.answers["MIN_ACTIVE_ROWVERSION"] = lambda: len(
        [sql for sql in world.driver.statements if "COUNT_BIG" in sql]
    )

    assert marked(world).lowest_active == 0


def test_the_rows_of_both_tables_are_counted_in_one_statement(world: JtlOffice) -> None:
    world.driver.statements.clear()

    marked(world)

    assert len([sql for sql in world.driver.statements if "COUNT_BIG" in sql]) == 1


def test_the_stock_of_chosen_warehouses_has_no_mark(world: JtlOffice) -> None:
    """
    It comes from a view of JTL's, and of which tables that is made is not written down.
    """
    assert JtlStock(database=world.database, warehouses=frozenset({1})).mark() is None


def test_without_the_columns_there_is_no_mark(tmp_path: Path) -> None:
    office = JtlOffice(tmp_path, on_sql_server=True)

    assert JtlStock(database=office.database).mark() is None


def test_one_table_without_the_column_is_enough_to_have_no_mark(world: JtlOffice) -> None:
    world.run("ALTER TABLE tArtikel RENAME COLUMN bRowversion TO bRow")

    assert JtlStock(database=world.database).mark() is None


def test_a_column_of_that_name_that_is_no_version_is_none(world: JtlOffice) -> None:
    for event in ("INSERT", "UPDATE"):
        world.run(f"DROP TRIGGER tArtikel_{event}")
    world.run("ALTER TABLE tArtikel DROP COLUMN bRowversion")
    world.run("ALTER TABLE tArtikel ADD COLUMN bRowversion binary(8)")

    assert JtlStock(database=world.database).mark() is None


def test_a_computed_number_has_no_mark(world: JtlOffice) -> None:
    """
    What it is computed from may stand in another table.
    """
    world.run("ALTER TABLE tlagerbestand RENAME COLUMN fVerfuegbar TO fElsewhere")
    world.run("ALTER TABLE tlagerbestand ADD COLUMN fVerfuegbar AS (fElsewhere)")

    assert JtlStock(database=world.database).mark() is None


def test_a_view_in_a_tables_place_has_no_mark(world: JtlOffice) -> None:
    world.run("ALTER TABLE tlagerbestand RENAME TO tElsewhere")
    world.run("CREATE VIEW tlagerbestand AS SELECT * FROM tElsewhere")

    assert JtlStock(database=world.database).mark() is None


def test_a_server_that_answers_of_another_database_has_no_mark(world: JtlOffice) -> None:
    world.driver.answers["MIN_ACTIVE_ROWVERSION"] = None

    assert JtlStock(database=world.database).mark() is None


def test_a_file_has_no_mark(tmp_path: Path) -> None:
    office = JtlOffice(tmp_path)
    office.number_rows()

    assert JtlStock(database=office.database).mark() is None
