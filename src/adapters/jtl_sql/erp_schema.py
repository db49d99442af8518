"""Of what JTL's tables are made."""

from collections.abc import Collection, Iterator

import attrs
import sqlalchemy as sa

from adapters.jtl_sql.connection import SYSTEM, JtlDatabase
from adapters.jtl_sql.statements import columns
from adapters.jtl_sql.tables import CUSTOMERS_VIEW, INBOX, METADATA, SHELVES_VIEW
from shared_kernel.errors import UnavailableError
from temu_core.erp_shape import ErpColumn, ErpShape
from temu_core.ports.erp_schema import ErpSchema


@attrs.frozen(kw_only=True)
class JtlSchema(ErpSchema):
    """
    ``INFORMATION_SCHEMA.COLUMNS`` on SQL Server, which shows what our login may see.

    Only what this shop uses counts: nobody must open the inbox to a login that never looks into it.
    """

    database: JtlDatabase
    #: Orders are handed over through the inbox.
    inbox: bool
    #: Stock counts by warehouse.
    warehouses: bool
    #: Customers are looked for.
    customers: bool

    def shape(self) -> ErpShape:
        """
        Read all columns of the tables in one statement; keep ours, and all of the inbox.
        """
        needed = {
            (_place(table), column.name) for table in self._tables() for column in table.columns
        }
        written = frozenset({_place(INBOX)}) if self.inbox else frozenset()
        found = frozenset(self._found(needed, written))
        if not found:
            # No version of JTL is like that; a database that is moved or restored is.
            raise UnavailableError(
                f"{SYSTEM}'s database shows none of its tables: it is being moved or restored, our "
                "login may see nothing, or the settings name another database"
            )
        return ErpShape(needed=frozenset(needed), found=found, written=written)

    def _tables(self) -> Iterator[sa.Table]:
        unused = {
            table
            for used, table in (
                (self.inbox, INBOX.name),
                (self.warehouses, SHELVES_VIEW),
                (self.customers, CUSTOMERS_VIEW),
            )
            if not used
        }
        yield from (table for table in METADATA.sorted_tables if table.name not in unused)

    def _found(
        self, needed: Collection[tuple[str, str]], written: Collection[str]
    ) -> Iterator[ErpColumn]:
        # JTL writes its names in more than one way, and its collation takes them all.
        spelled = {(place.casefold(), name.casefold()): (place, name) for place, name in needed}
        places = {place.casefold(): place for place, _ in needed}
        for row in self.database.rows(columns(self.database.server())):
            place = f"{row.place}.{row.table_name}".casefold()
            ours = spelled.get((place, row.column_name.casefold()))
            if ours is None and places.get(place) in written:
                ours = places[place], row.column_name
            if ours is not None:
                table, name = ours
                yield ErpColumn(table=table, name=name, kind=row.data_type.lower())


def _place(table: sa.Table) -> str:
    return f"{table.schema}.{table.name}"
