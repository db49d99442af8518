"""Watermarks in our database."""

from collections.abc import Mapping
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.tables.settings import watermarks
from adapters.sql.transaction import reading
from adapters.sql.upsert import Columns, upsert
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.ports.watermarks import Watermarks


@attrs.frozen
class SqlWatermarks(Watermarks):
    """
    One row per shop and feed.
    """

    engine: sa.Engine

    def read(self, shop: ShopId, feed: str) -> datetime | None:
        """
        Read the row.
        """
        query = sa.select(watermarks.c.moment).where(
            watermarks.c.shop == shop, watermarks.c.feed == feed
        )
        with reading(self.engine) as connection:
            return connection.execute(query).scalar_one_or_none()

    def advance(self, fence: Fence, feed: str, to: datetime) -> None:
        """
        Insert or raise the moment in one statement.
        """
        row = {"shop": fence.shop, "feed": feed, "moment": to}
        with fenced(self.engine, fence) as connection:
            upsert(connection, watermarks, [row], key=("shop", "feed"), changes=_the_later)


def _the_later(stored: Columns, incoming: Columns) -> Mapping[str, object]:
    old, new = stored["moment"], incoming["moment"]
    return {"moment": sa.case((old < new, new), else_=old)}
