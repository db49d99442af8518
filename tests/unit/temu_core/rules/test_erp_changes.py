"""What counts as another ERP than the one we know."""

import attrs
import pytest

from temu_core.erp_shape import ErpColumn, ErpShape
from temu_core.rules.erp_changes import columns_to_know, erp_changes, missing_columns

NUMBER = ErpColumn(table="dbo.tArtikel", name="cArtNr", kind="nvarchar")
BUFFER = ErpColumn(table="dbo.tArtikel", name="nPuffer", kind="int")
TEXT = ErpColumn(table="dbo.tInbox", name="cText", kind="nvarchar")
FRESH = ErpColumn(table="dbo.tInbox", name="nNeu", kind="int")


def shape(*found: ErpColumn) -> ErpShape:
    needed = frozenset((column.table, column.name) for column in (NUMBER, BUFFER, TEXT))
    return ErpShape(needed=needed, found=frozenset(found), written=frozenset({TEXT.table}))


def test_nothing_is_missing_where_all_is_there() -> None:
    assert missing_columns(shape(NUMBER, BUFFER, TEXT)) == ()


def test_a_missing_column_is_named_with_its_table() -> None:
    assert missing_columns(shape(NUMBER, TEXT)) == ("dbo.tArtikel.nPuffer",)


def test_a_missing_table_is_named_once() -> None:
    assert missing_columns(shape(TEXT)) == ("dbo.tArtikel",)


def test_another_type_is_a_change() -> None:
    decimal = attrs.evolve(BUFFER, kind="decimal")

    changes = erp_changes([NUMBER, BUFFER, TEXT], shape(NUMBER, decimal, TEXT))

    assert changes == ("dbo.tArtikel.nPuffer was int and is decimal",)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ((TEXT,), (TEXT, FRESH), "dbo.tInbox has a new column nNeu"),
        ((TEXT, FRESH), (TEXT,), "dbo.tInbox has no column nNeu any more"),
    ],
)
def test_other_columns_are_a_change_where_we_write(
    before: tuple[ErpColumn, ...], now: tuple[ErpColumn, ...], change: str
) -> None:
    assert erp_changes(before, shape(NUMBER, BUFFER, *now)) == (change,)


@pytest.mark.parametrize("known", [(), (NUMBER, BUFFER), (NUMBER, TEXT)])
def test_what_was_never_looked_at_is_no_change(known: tuple[ErpColumn, ...]) -> None:
    """
    Another setting, or another version of ours, reads more than before.
    """
    assert erp_changes(known, shape(NUMBER, BUFFER, TEXT)) == ()


def test_what_was_not_looked_at_stays_known() -> None:
    """
    A shop that hands orders over in files for a while does not look into the inbox.
    """
    known = columns_to_know([NUMBER, BUFFER, TEXT], shape(NUMBER, BUFFER))

    assert known == {NUMBER, BUFFER, TEXT}


def test_nothing_changed_once_what_was_found_is_known() -> None:
    found = shape(NUMBER, attrs.evolve(BUFFER, kind="decimal"), TEXT)

    assert erp_changes(columns_to_know([NUMBER, BUFFER, TEXT, FRESH], found), found) == ()
