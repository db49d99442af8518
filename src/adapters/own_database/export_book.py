"""The stored bytes of exported orders, in our database."""

import hashlib
from collections.abc import Collection, Mapping, Sequence

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.tables.exports import export_batches, export_documents
from adapters.own_database.tables.orders import orders
from adapters.sql.list_parameter import among_texts
from adapters.sql.row_counts import insert_rows
from adapters.sql.transaction import reading
from shared_kernel.run_context import Fence
from temu_core.document import DeliveryWay, ExportBatch, RenderedOrder
from temu_core.ledger import LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.export_book import ExportBook

#: States in which an order is not yet known to be in the ERP.
_NOT_PAST_EXPORT = tuple(
    state.value
    for state in (
        LedgerState.PENDING,
        LedgerState.INCOMPLETE,
        LedgerState.READY,
        LedgerState.EXPORTING,
        LedgerState.EXPORTED,
    )
)


@attrs.frozen
class SqlExportBook(ExportBook):
    """
    Batches, and a row of bytes per order of each.
    """

    engine: sa.Engine

    def documents(
        self, shop: ShopId, numbers: Collection[OrderNumber]
    ) -> Mapping[OrderNumber, RenderedOrder]:
        """
        Read the bytes; of an order in several batches the newest win.
        """
        query = (
            sa.select(export_documents.c.order_number, export_documents.c.body)
            .join(export_batches)
            .where(
                export_documents.c.shop == shop,
                export_documents.c.body != b"",
                among_texts(
                    self.engine.dialect.name, export_documents.c.order_number, set(numbers)
                ),
            )
            .order_by(export_batches.c.id)
        )
        with reading(self.engine) as connection:
            found = [_rendered(row.order_number, row.body) for row in connection.execute(query)]
        return {rendered.number: rendered for rendered in found}

    def hashes(self, shop: ShopId, numbers: Collection[OrderNumber]) -> Mapping[OrderNumber, str]:
        """
        Read the hashes; of an order in several batches the newest wins.
        """
        query = (
            sa.select(export_documents.c.order_number, export_documents.c.body_hash)
            .join(export_batches)
            .where(
                export_documents.c.shop == shop,
                among_texts(
                    self.engine.dialect.name, export_documents.c.order_number, set(numbers)
                ),
            )
            .order_by(export_batches.c.id)
        )
        with reading(self.engine) as connection:
            return {
                OrderNumber(row.order_number): row.body_hash for row in connection.execute(query)
            }

    def batch(self, shop: ShopId, batch_id: str) -> ExportBatch | None:
        """
        Read a batch with the bytes of its orders.
        """
        query = (
            sa.select(
                export_batches.c.way, export_documents.c.order_number, export_documents.c.body
            )
            .outerjoin(export_documents)
            .where(export_batches.c.shop == shop, export_batches.c.batch_id == batch_id)
            .order_by(export_documents.c.order_number)
        )
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        if not rows:
            return None
        rendered = (_rendered(r.order_number, r.body) for r in rows if r.body is not None)
        return ExportBatch(id=batch_id, way=DeliveryWay(rows[0].way), orders=tuple(rendered))

    def finished(self, shop: ShopId, limit: int = 100) -> Sequence[str]:
        """
        Read the batches without any order that may still have to reach the ERP, oldest first.
        """
        standing = sa.func.coalesce(
            sa.case((orders.c.state == LedgerState.HELD.value, orders.c.held_from)),
            orders.c.state,
        )
        on_the_way = (
            sa.select(sa.literal(1))
            .select_from(export_documents)
            .outerjoin(
                orders,
                sa.and_(
                    orders.c.shop == export_documents.c.shop,
                    orders.c.number == export_documents.c.order_number,
                ),
            )
            .where(
                export_documents.c.shop == export_batches.c.shop,
                export_documents.c.batch_id == export_batches.c.batch_id,
                sa.or_(orders.c.state.is_(None), standing.in_(_NOT_PAST_EXPORT)),
            )
        )
        query = (
            sa.select(export_batches.c.batch_id)
            .where(export_batches.c.shop == shop, export_batches.c.archived == sa.false())
            .where(~sa.exists(on_the_way.correlate(export_batches)))
            .order_by(export_batches.c.id)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return [row.batch_id for row in connection.execute(query)]

    def archived(self, fence: Fence, batch_ids: Collection[str]) -> None:
        """
        Mark the batches.
        """
        update = (
            sa.update(export_batches)
            .where(
                export_batches.c.shop == fence.shop,
                among_texts(self.engine.dialect.name, export_batches.c.batch_id, set(batch_ids)),
            )
            .values(archived=True)
        )
        with fenced(self.engine, fence) as connection:
            connection.execute(update)

    def emptied(self, shop: ShopId, limit: int = 100) -> Sequence[str]:
        """
        Read the batches put away of which no bytes are left.
        """
        whole = (
            sa.select(sa.literal(1))
            .select_from(export_documents)
            .where(
                export_documents.c.shop == export_batches.c.shop,
                export_documents.c.batch_id == export_batches.c.batch_id,
                export_documents.c.body != b"",
            )
        )
        query = (
            sa.select(export_batches.c.batch_id)
            .where(export_batches.c.shop == shop, export_batches.c.archived == sa.true())
            .where(export_batches.c.file_erased == sa.false())
            .where(~sa.exists(whole.correlate(export_batches)))
            .order_by(export_batches.c.id)
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return list(connection.scalars(query))

    def file_erased(self, fence: Fence, batch_id: str) -> None:
        """
        Mark the batch.
        """
        update = (
            sa.update(export_batches)
            .where(export_batches.c.shop == fence.shop, export_batches.c.batch_id == batch_id)
            .values(file_erased=True)
        )
        with fenced(self.engine, fence) as connection:
            connection.execute(update)


def record_batch(connection: sa.Connection, shop: str, batch: ExportBatch) -> None:
    """
    Store a batch with the bytes of its orders.
    """
    head = {
        "shop": shop,
        "batch_id": batch.id,
        "way": batch.way.value,
        "archived": False,
        "file_erased": False,
    }
    insert_rows(connection, export_batches, [head])
    rows = [
        {
            "shop": shop,
            "batch_id": batch.id,
            "order_number": order.number,
            "body": order.body,
            "body_hash": hashlib.sha256(order.body).hexdigest(),
        }
        for order in batch.orders
    ]
    insert_rows(connection, export_documents, rows)


def _rendered(number: str, body: bytes) -> RenderedOrder:
    return RenderedOrder(number=OrderNumber(number), body=bytes(body))
