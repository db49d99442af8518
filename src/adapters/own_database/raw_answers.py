"""The marketplace's answers in our database."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.rows import Stored
from adapters.own_database.tables.raw import raw_answers
from adapters.sql.row_counts import insert_rows
from adapters.sql.transaction import reading
from shared_kernel.run_context import Fence
from temu_core.order import OrderNumber, ShopId
from temu_core.payload import Call, RawAnswer
from temu_core.ports.raw_answers import RawAnswers

#: Bodies in memory at a time while a run is read back.
_AT_ONCE = 100


@attrs.frozen
class SqlRawAnswers(RawAnswers):
    """
    One row per answer.
    """

    engine: sa.Engine

    def append(self, fence: Fence, run_id: str, answers: Sequence[RawAnswer]) -> None:
        """
        Insert the answers.
        """
        rows = [
            {
                "shop": fence.shop,
                "run_id": run_id,
                "call": answer.call.value,
                "key": answer.key,
                "received_at": answer.received_at,
                "body": answer.body,
            }
            for answer in answers
        ]
        with fenced(self.engine, fence) as connection:
            insert_rows(connection, raw_answers, rows)

    def of_run(self, shop: ShopId, run_id: str, call: Call) -> Iterator[RawAnswer]:
        """
        Stream the answers; the read transaction lasts as long as the iteration.
        """
        query = (
            sa.select(raw_answers)
            .where(raw_answers.c.shop == shop, raw_answers.c.run_id == run_id)
            .where(raw_answers.c.call == call.value)
            .order_by(raw_answers.c.id)
        )
        with reading(self.engine) as connection:
            streamed = connection.execution_options(yield_per=_AT_ONCE)
            # Whoever stops half-way leaves no cursor behind on the server.
            with streamed.execute(query) as rows:
                for row in rows:
                    yield _answer_of(row)

    def of_order(self, shop: ShopId, number: OrderNumber) -> Sequence[RawAnswer]:
        """
        Read the answers kept under an order's number.
        """
        query = (
            sa.select(raw_answers)
            .where(raw_answers.c.shop == shop, raw_answers.c.key == number)
            .order_by(raw_answers.c.id)
        )
        with reading(self.engine) as connection:
            return [_answer_of(row) for row in connection.execute(query)]

    def runs(self, shop: ShopId, limit: int = 20) -> Sequence[str]:
        """
        Read which runs kept answers.
        """
        query = (
            sa.select(raw_answers.c.run_id)
            .where(raw_answers.c.shop == shop)
            .group_by(raw_answers.c.run_id)
            .order_by(sa.func.max(raw_answers.c.id).desc())
            .limit(limit)
        )
        with reading(self.engine) as connection:
            return list(connection.scalars(query))

    def erase_before(self, fence: Fence, moment: datetime) -> int:
        """
        Delete what is older.
        """
        old = sa.delete(raw_answers).where(
            raw_answers.c.shop == fence.shop, raw_answers.c.received_at < moment
        )
        with fenced(self.engine, fence) as connection:
            return connection.execute(old).rowcount


def _answer_of(row: Stored) -> RawAnswer:
    return RawAnswer(call=Call(row.call), key=row.key, received_at=row.received_at, body=row.body)
