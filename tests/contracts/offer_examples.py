"""Offers, targets and updates that the contracts of the offer book share."""

from datetime import datetime
from decimal import Decimal

from tests.contracts.books import NOW

from shared_kernel.sku import Sku
from temu_core.offer import GoodsId, Offer, SkuId
from temu_core.stock import Availability, StockTarget, StockUpdate
from temu_core.stock_mark import StockMark, StockReading, TableMark


def an_offer(
    sku_id: int,
    *,
    stock: int = 4,
    goods_id: int = 601,
    name: str = "Lämpchen",
    seller_sku: str | None = None,
) -> Offer:
    """
    Return an offer; its seller SKU is ``LAMP-<sku_id>`` unless given.
    """
    return Offer(
        goods_id=GoodsId(goods_id),
        sku_id=SkuId(sku_id),
        seller_sku=f"LAMP-{sku_id}" if seller_sku is None else seller_sku,
        name=name,
        stock=stock,
    )


def a_target(
    sku_id: int, units: int, *, sellable: Decimal = Decimal(10), physical: Decimal | None = None
) -> StockTarget:
    """
    Return a target of an offer of goods 601, from article ``ARTICLE-<sku_id>``.
    """
    return StockTarget(
        goods_id=GoodsId(601),
        sku_id=SkuId(sku_id),
        units=units,
        availability=Availability(
            sku=Sku(f"ARTICLE-{sku_id}"),
            units=units,
            sellable=sellable,
            physical=physical,
            reserved=2,
            buffer=1,
            erp_buffer=1,
            managed=units > 0,
        ),
        sharing="alone",
    )


def an_update(sku_id: int, units: int) -> StockUpdate:
    """
    Return an update of an offer of goods 601 that showed 4 units.
    """
    return StockUpdate(goods_id=GoodsId(601), sku_id=SkuId(sku_id), units=units, before=4)


def a_reading(*, newest: int = 41, at: datetime = NOW) -> StockReading:
    """
    Return a reading of an ERP with two tables.
    """
    tables = {
        TableMark(table="articles", rows=0, newest=0),
        TableMark(table="stock", rows=7, newest=newest),
    }
    return StockReading(mark=StockMark(lowest_active=newest + 1, tables=frozenset(tables)), at=at)
