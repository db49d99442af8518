"""The last reconciliation of each shop in our database."""

from collections.abc import Mapping

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.tables.settings import reconciliations
from adapters.sql.transaction import reading
from adapters.sql.upsert import Columns, upsert
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.ports.reconciliations import Reconciliation, Reconciliations


@attrs.frozen
class SqlReconciliations(Reconciliations):
    """
    One row per shop.
    """

    engine: sa.Engine

    def remember(self, fence: Fence, found: Reconciliation) -> None:
        """
        Insert the row, or let the later one stand.
        """
        row = {"shop": fence.shop, **attrs.asdict(found)}
        with fenced(self.engine, fence) as connection:
            upsert(connection, reconciliations, [row], key=("shop",), changes=_the_later)

    def last(self, shop: ShopId) -> Reconciliation | None:
        """
        Read the row.
        """
        query = sa.select(reconciliations).where(reconciliations.c.shop == shop)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return Reconciliation(at=row.at, days=row.days, shown=row.shown, stored=row.stored)


def _the_later(stored: Columns, incoming: Columns) -> Mapping[str, object]:
    is_later = incoming["at"] >= stored["at"]
    return {
        name: sa.case((is_later, incoming[name]), else_=stored[name])
        for name in ("at", "days", "shown", "stored")
    }
