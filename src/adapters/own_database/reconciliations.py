"""The last reconciliation of each shop in our database."""

from collections.abc import Mapping

import attrs
import msgspec
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.tables.settings import reconciliations
from adapters.sql.transaction import reading
from adapters.sql.upsert import Columns, upsert
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.ports.reconciliations import Reconciliations
from temu_core.reconciliation import ReconciliationReport

# Read-only mappings are none that it knows.
_ENCODER = msgspec.json.Encoder(enc_hook=dict)
_DECODER = msgspec.json.Decoder(ReconciliationReport)


@attrs.frozen
class SqlReconciliations(Reconciliations):
    """
    One row per shop: figures as columns, the report as a document.
    """

    engine: sa.Engine

    def remember(self, fence: Fence, report: ReconciliationReport) -> None:
        """
        Insert the row, or let the later one stand.
        """
        row = {
            "shop": fence.shop,
            "at": report.at,
            "days": report.days,
            "shown": report.shown,
            "stored": report.stored,
            "gaps": report.gap_count,
            "body": _ENCODER.encode(report).decode(),
        }
        with fenced(self.engine, fence) as connection:
            upsert(connection, reconciliations, [row], key=("shop",), changes=_the_later)

    def last(self, shop: ShopId) -> ReconciliationReport | None:
        """
        Read the row's document.
        """
        query = sa.select(reconciliations.c.body).where(reconciliations.c.shop == shop)
        with reading(self.engine) as connection:
            body = connection.execute(query).scalar_one_or_none()
        return None if body is None else _DECODER.decode(body)


def _the_later(stored: Columns, incoming: Columns) -> Mapping[str, object]:
    is_later = incoming["at"] >= stored["at"]
    return {
        name: sa.case((is_later, incoming[name]), else_=stored[name])
        for name in ("at", "days", "shown", "stored", "gaps", "body")
    }
