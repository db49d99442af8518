"""What a merchant taught us, in our database."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs
import sqlalchemy as sa

from adapters.own_database.fence import fenced
from adapters.own_database.tables.settings import carrier_map, sku_map
from adapters.sql.transaction import reading
from adapters.sql.upsert import Columns, upsert
from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from temu_core.order import ShopId
from temu_core.package import CarrierId, CarrierMapping
from temu_core.ports.mappings import CarrierMap, SkuMap


@attrs.frozen
class SqlSkuMap(SkuMap):
    """
    One row per shop and SKU, keyed by the SKU without regard to case.
    """

    engine: sa.Engine

    def read(self, shop: ShopId) -> Mapping[Sku, Sku]:
        """
        Read all rows of the shop.
        """
        query = sa.select(sku_map.c.sku, sku_map.c.article).where(sku_map.c.shop == shop)
        with reading(self.engine) as connection:
            return {Sku(row.sku): Sku(row.article) for row in connection.execute(query)}

    def put(self, fence: Fence, sku: Sku, article: Sku, *, by: str, at: datetime) -> None:
        """
        Insert or replace the row.
        """
        row = {
            "shop": fence.shop,
            "sku_key": sku.text.casefold(),
            "sku": sku.text,
            "article": article.text,
            "changed_by": by,
            "changed_at": at,
        }
        with fenced(self.engine, fence) as connection:
            upsert(connection, sku_map, [row], key=("shop", "sku_key"))


@attrs.frozen
class SqlCarrierMap(CarrierMap):
    """
    One row per shop and shipping method, keyed by the method without regard to case.
    """

    engine: sa.Engine

    def read(self, shop: ShopId) -> Sequence[CarrierMapping]:
        """
        Read all rows of the shop.
        """
        query = (
            sa.select(carrier_map.c.method, carrier_map.c.carrier_id)
            .where(carrier_map.c.shop == shop)
            .order_by(carrier_map.c.method_key)
        )
        with reading(self.engine) as connection:
            return [
                CarrierMapping(
                    shipping_method=row.method,
                    carrier=None if row.carrier_id is None else CarrierId(row.carrier_id),
                )
                for row in connection.execute(query)
            ]

    def propose(self, fence: Fence, mappings: Sequence[CarrierMapping], at: datetime) -> None:
        """
        Insert what is not there; nobody but the software said so.
        """
        rows = [_carrier_row(fence, mapping, "", at) for mapping in mappings]
        # The first of several spellings counts; an upsert takes no key twice.
        first = {row["method_key"]: row for row in reversed(rows)}
        with fenced(self.engine, fence) as connection:
            upsert(
                connection,
                carrier_map,
                list(first.values()),
                key=("shop", "method_key"),
                changes=_nothing,
            )

    def put(self, fence: Fence, mapping: CarrierMapping, *, by: str, at: datetime) -> None:
        """
        Insert or replace the row.
        """
        row = _carrier_row(fence, mapping, by, at)
        with fenced(self.engine, fence) as connection:
            upsert(connection, carrier_map, [row], key=("shop", "method_key"))


def _nothing(_stored: Columns, _incoming: Columns) -> Mapping[str, object]:
    return {}


def _carrier_row(
    fence: Fence, mapping: CarrierMapping, by: str, at: datetime
) -> Mapping[str, object]:
    return {
        "shop": fence.shop,
        "method_key": mapping.shipping_method.casefold(),
        "method": mapping.shipping_method,
        "carrier_id": mapping.carrier,
        "changed_by": by,
        "changed_at": at,
    }
