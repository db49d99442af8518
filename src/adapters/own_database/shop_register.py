"""The shop register in our database."""

import json
from collections.abc import Collection
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.tables.settings import shops
from adapters.sql.transaction import reading
from adapters.sql.upsert import upsert
from shared_kernel.run_context import Fence
from temu_core.erp_shape import ErpColumn
from temu_core.order import ShopId
from temu_core.ports.shop_register import (
    NO_ACCOUNT,
    OtherShopError,
    ShopIdentity,
    ShopRegister,
    ShopSwitches,
    is_same_shop,
)


@attrs.frozen
class SqlShopRegister(ShopRegister):
    """
    One row per shop, made by the first change.
    """

    engine: sa.Engine

    def bind(self, fence: Fence, identity: ShopIdentity) -> None:
        """
        Fill the row's identity if it has none, then compare.
        """
        fill = (
            sa.update(shops)
            .where(shops.c.shop == fence.shop, shops.c.marketplace.is_(None))
            .values(marketplace=identity.marketplace, erp=identity.erp)
        )
        query = sa.select(shops.c.marketplace, shops.c.erp).where(shops.c.shop == fence.shop)
        with fenced(self.engine, fence) as connection:
            _ensure_row(connection, fence)
            connection.execute(fill)
            row = connection.execute(query).one()
            bound = ShopIdentity(marketplace=row.marketplace, erp=row.erp)
            if not is_same_shop(bound, identity):
                raise OtherShopError(fence.shop, bound, identity)
            if bound.marketplace == NO_ACCOUNT != identity.marketplace:
                connection.execute(
                    sa.update(shops)
                    .where(shops.c.shop == fence.shop)
                    .values(marketplace=identity.marketplace)
                )

    def switches(self, shop: ShopId) -> ShopSwitches:
        """
        Read the row.
        """
        query = sa.select(
            shops.c.stopped, shops.c.stopped_by, shops.c.approved_at, shops.c.erp_change
        ).where(shops.c.shop == shop)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return ShopSwitches(stopped=False, stopped_by="", approved_at=None)
        return ShopSwitches(
            stopped=row.stopped,
            stopped_by=row.stopped_by,
            approved_at=row.approved_at,
            erp_change=row.erp_change or "",
        )

    def note_token_end(self, fence: Fence, at: datetime) -> None:
        """
        Fill the column.
        """
        update = sa.update(shops).where(shops.c.shop == fence.shop).values(token_ends_at=at)
        self._change(fence, update)

    def token_end(self, shop: ShopId) -> datetime | None:
        """
        Read the column.
        """
        query = sa.select(shops.c.token_ends_at).where(shops.c.shop == shop)
        with reading(self.engine) as connection:
            return connection.execute(query).scalar_one_or_none()

    def stop(self, fence: Fence, *, by: str, at: datetime) -> None:
        """
        Set the switch unless it is set; the first who stopped stays named.
        """
        update = (
            sa.update(shops)
            .where(shops.c.shop == fence.shop, shops.c.stopped == sa.false())
            .values(stopped=True, stopped_by=by, stopped_at=at)
        )
        self._change(fence, update)

    # The table keeps who stopped a shop, and nobody once it resumed.
    def resume(self, fence: Fence, *, by: str, at: datetime) -> None:  # noqa: ARG002
        """
        Take the switch back.
        """
        update = (
            sa.update(shops)
            .where(shops.c.shop == fence.shop)
            .values(stopped=False, stopped_by="", stopped_at=None)
        )
        self._change(fence, update)

    def approve(self, fence: Fence, *, by: str, at: datetime) -> None:
        """
        Note the first approval.
        """
        update = (
            sa.update(shops)
            .where(shops.c.shop == fence.shop, shops.c.approved_at.is_(None))
            .values(approved_at=at, approved_by=by)
        )
        self._change(fence, update)

    def erp_columns(self, shop: ShopId) -> frozenset[ErpColumn]:
        """
        Read the column.
        """
        query = sa.select(shops.c.erp_columns).where(shops.c.shop == shop)
        with reading(self.engine) as connection:
            stored = connection.execute(query).scalar_one_or_none()
        return frozenset(
            ErpColumn(table=table, name=name, kind=kind)
            for table, name, kind in json.loads(stored or "[]")
        )

    def know_erp(
        self,
        fence: Fence,
        columns: Collection[ErpColumn],
        *,
        known: Collection[ErpColumn] = (),
        change: str = "",
    ) -> bool:
        """
        Fill the column, empty those of a change that waits, if both are as they were.
        """
        as_before = (
            sa.func.coalesce(shops.c.erp_columns, _json(())) == _json(known),
            sa.func.coalesce(shops.c.erp_change, "") == change,
        )
        update = (
            sa.update(shops)
            .where(shops.c.shop == fence.shop, *as_before)
            .values(erp_columns=_json(columns), erp_waiting=None, erp_change=None)
        )
        return self._change(fence, update) == 1

    def hold_erp(self, fence: Fence, columns: Collection[ErpColumn], change: str) -> None:
        """
        Fill the columns of a change that waits.
        """
        update = (
            sa.update(shops)
            .where(shops.c.shop == fence.shop)
            .values(erp_waiting=_json(columns), erp_change=change)
        )
        self._change(fence, update)

    def accept_erp(self, fence: Fence, change: str) -> bool:
        """
        Move what waits, if it is still what was shown.
        """
        query = sa.select(shops.c.erp_waiting, shops.c.erp_change).where(shops.c.shop == fence.shop)
        with fenced(self.engine, fence) as connection:
            row = connection.execute(query).one_or_none()
            if row is None or not change or row.erp_change != change:
                return False
            connection.execute(
                sa.update(shops)
                .where(shops.c.shop == fence.shop)
                .values(erp_columns=row.erp_waiting, erp_waiting=None, erp_change=None)
            )
        return True

    def _change(self, fence: Fence, update: sa.Update) -> int:
        with fenced(self.engine, fence) as connection:
            _ensure_row(connection, fence)
            return connection.execute(update).rowcount


def _ensure_row(connection: sa.Connection, fence: Fence) -> None:
    row = {"shop": fence.shop, "stopped": False, "stopped_by": "", "approved_by": ""}
    upsert(connection, shops, [row], key=("shop",), changes=lambda _stored, _incoming: {})


def _json(columns: Collection[ErpColumn]) -> str:
    rows = [[column.table, column.name, column.kind] for column in sorted(columns)]
    return json.dumps(rows, ensure_ascii=False)
