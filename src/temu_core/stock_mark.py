"""By what an ERP's stock is known to be the same as before."""

from datetime import datetime

import attrs


@attrs.frozen(kw_only=True)
class TableMark:
    """
    How a table of the ERP stood at one look.
    """

    table: str
    #: Rows it had: a row that was deleted leaves no other trace.
    rows: int
    #: The highest version among them; 0 for an empty table.
    newest: int


@attrs.frozen(kw_only=True)
class StockMark:
    """
    How the tables stood from which the ERP's stock is read.

    Every row has a version, which is a new and higher number whenever the row
    is written, and unique in the whole database.
    """

    #: No version below is still being written: what has one was committed before the look.
    lowest_active: int
    tables: frozenset[TableMark]


@attrs.frozen(kw_only=True)
class StockReading:
    """
    When the stock of all articles was last read, and the ERP's mark just before.
    """

    mark: StockMark
    at: datetime
