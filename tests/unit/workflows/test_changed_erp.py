"""An ERP that is not made as we know it is read, and not written to before a person looked."""

import attrs
import pytest
from tests.unit.workflows.faults import BusyErpSchema
from tests.unit.workflows.person import Person
from tests.unit.workflows.world import NORTH, ShopWorld

from adapters.memory.erp_schema import COLUMNS
from job_core.run import RunState
from temu_core.alert import AlertKind
from temu_core.erp_shape import ErpColumn
from temu_core.ledger import LedgerState

NEW_COLUMN = ErpColumn(table="inbox", name="shop", kind="number")
CHANGE = "inbox has a new column shop"


@pytest.fixture
def known(world: ShopWorld) -> ShopWorld:
    """
    Return a world in which every outside write is due, with an ERP the shop knows.
    """
    old = world.into_the_erp(world.sell("PO-old"))
    world.ship(old)
    world.sell("PO-new")
    world.offer(stock=1)
    return world


def test_a_missing_column_ends_the_run_before_anything_is_written(known: ShopWorld) -> None:
    known.erp.moods.columns = frozenset(c for c in COLUMNS if c.name != "units")

    orders, stock = known.sync_orders(), known.sync_inventory()

    assert {orders.run.error_code, stock.run.error_code} == {"erp_columns_missing"}
    assert "articles.units" in orders.run.error
    assert (known.erp.inbox, known.told(), known.for_sale()) == ({}, [], 1)


def test_the_marketplaces_orders_come_in_whatever_the_erp_is_like(known: ShopWorld) -> None:
    known.erp.moods.columns = frozenset()

    number = known.sell("PO-newest")
    known.sync_orders()

    assert known.state(number) is LedgerState.READY


def test_a_changed_erp_is_read_and_nothing_is_written(known: ShopWorld) -> None:
    known.erp.moods.columns = COLUMNS | {NEW_COLUMN}

    orders, stock = known.sync_orders(), known.sync_inventory()

    assert {orders.run.state, stock.run.state} == {RunState.SUCCESS}
    assert known.books.shop_register.switches(NORTH).erp_change == CHANGE
    assert (AlertKind.ERP_CHANGED, NORTH) in known.alerts()
    assert (known.erp.inbox, known.told(), known.for_sale()) == ({}, [], 1)
    assert known.record(known.sell("PO-old")).packages


def test_an_accepted_erp_is_written_to_again(known: ShopWorld) -> None:
    known.erp.moods.columns = COLUMNS | {NEW_COLUMN}
    known.sync_orders()

    Person(known).accept_erp(CHANGE)
    known.sync_orders()
    known.sync_inventory()

    assert list(known.erp.inbox) == ["PO-new"]
    assert known.told() == [("PO-old", "JJD0001", 1)]
    assert known.for_sale() == 98
    assert (AlertKind.ERP_CHANGED, NORTH) not in known.alerts()


def test_only_the_change_that_was_shown_is_accepted(known: ShopWorld) -> None:
    known.erp.moods.columns = COLUMNS | {NEW_COLUMN}
    known.sync_orders()
    known.erp.moods.columns |= {attrs.evolve(NEW_COLUMN, name="user")}
    known.sync_orders()

    assert Person(known).refused_erp(CHANGE) == "erp_change_outdated"
    assert "new column user" in known.books.shop_register.switches(NORTH).erp_change


def test_an_erp_that_is_as_before_again_needs_nobody(known: ShopWorld) -> None:
    known.erp.moods.columns = COLUMNS | {NEW_COLUMN}
    known.sync_orders()

    known.erp.moods.columns = None
    known.sync_orders()

    assert list(known.erp.inbox) == ["PO-new"]
    assert (AlertKind.ERP_CHANGED, NORTH) not in known.alerts()


def test_a_run_that_asked_the_erp_before_it_changed_takes_no_warning_back(
    known: ShopWorld,
) -> None:
    known.erp.moods.columns = COLUMNS | {NEW_COLUMN}
    known.sync_orders()
    known.erp.moods.columns = None

    def changes_again() -> None:
        known.fake()
        known.erp.moods.columns = COLUMNS | {attrs.evolve(NEW_COLUMN, name="user")}
        known.sync_inventory()

    known.fake(erp_schema=BusyErpSchema(known.erp, changes_again))
    known.sync_orders()

    assert known.books.shop_register.switches(NORTH).erp_change == "inbox has a new column user"
    assert (AlertKind.ERP_CHANGED, NORTH) in known.alerts()
    assert known.erp.inbox == {}
