"""Whether the ERP is still made as the shop knows it."""

from collections.abc import Collection, Sequence

from temu_core.erp_shape import ErpColumn, ErpShape

_NAMED = 5


def missing_columns(shape: ErpShape) -> tuple[str, ...]:
    """
    Return what we need and cannot see, by name; a table when nothing of it is there.
    """
    there = {(column.table, column.name) for column in shape.found}
    tables = {table for table, _ in there}
    gone = shape.needed - there
    return tuple(sorted({f"{table}.{name}" if table in tables else table for table, name in gone}))


def erp_changes(known: Collection[ErpColumn], shape: ErpShape) -> tuple[str, ...]:
    """
    Return in words what is not as it was: another type, or other columns where we write.

    A table or column that was never looked at before is no change: another
    version of ours, or another setting, reads more.  What is added to tables
    we only read does not touch our questions.
    """
    before = {(column.table, column.name): column.kind for column in known}
    now = {(column.table, column.name): column.kind for column in shape.found}
    changes = [
        f"{table}.{name} was {kind} and is {now[table, name]}"
        for (table, name), kind in before.items()
        if (table, name) in now and now[table, name] != kind
    ]
    for written in shape.written & {table for table, _ in before}:
        names_before = {name for table, name in before if table == written}
        names_now = {name for table, name in now if table == written}
        changes += [f"{written} has a new column {name}" for name in names_now - names_before]
        changes += [f"{written} has no column {name} any more" for name in names_before - names_now]
    return tuple(sorted(changes))


def in_one_sentence(texts: Sequence[str]) -> str:
    """
    Return the first few of *texts* and how many more there are.
    """
    more = len(texts) - _NAMED
    return "; ".join(texts[:_NAMED]) + (f"; and {more} more" if more > 0 else "")


def not_ours(missing: Sequence[str]) -> str:
    """
    Say that something is *missing*, and what a person can do.
    """
    return (
        f"the ERP's database has no {in_one_sentence(missing)}, or does not let us see it; this "
        "connector does not know this version of the ERP: update the connector, or give "
        "its login the right to read"
    )


def columns_to_know(known: Collection[ErpColumn], shape: ErpShape) -> frozenset[ErpColumn]:
    """
    Return what is known after this look; what it did not look at stays as it was.
    """
    looked_at = {column.table for column in shape.found}
    return shape.found | {column for column in known if column.table not in looked_at}
