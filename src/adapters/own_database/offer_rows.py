"""Offers and stock targets as rows, and back."""

from datetime import datetime

import sqlalchemy as sa

from adapters.own_database.rows import Stored, Values
from adapters.own_database.tables.columns import cut_to
from adapters.own_database.tables.offers import offers, stock
from shared_kernel.sku import Sku
from temu_core.offer import GoodsId, Offer, SkuId
from temu_core.stock import Availability, OfferState, StockTarget

#: As much of a SKU as an index takes.
_LONGEST_KEY = 255

#: What :func:`state_of` needs: offers with their targets, where there are any.
STATES = sa.select(
    offers,
    *(column for column in stock.columns if column.name not in offers.columns),
    stock.c.sku_id.label("target_sku_id"),
).select_from(
    offers.outerjoin(
        stock, sa.and_(stock.c.shop == offers.c.shop, stock.c.sku_id == offers.c.sku_id)
    )
)


def sku_key(sku: str) -> str:
    """
    Return the text by which a SKU is looked for.
    """
    return cut_to(sku.strip().casefold(), _LONGEST_KEY)


def offer_values(shop: str, offer: Offer, at: datetime) -> Values:
    """
    Return the row of an offer as listed.
    """
    return {
        "shop": shop,
        "sku_id": offer.sku_id,
        "goods_id": offer.goods_id,
        "seller_sku": offer.seller_sku,
        "sku_key": sku_key(offer.seller_sku),
        "name": offer.name,
        "active": True,
        "listed_at": at,
        "marketplace_units": offer.stock,
        "intent_id": "",
        "refusal": "",
    }


def target_values(shop: str, target: StockTarget, at: datetime) -> Values:
    """
    Return the row of a target with its inputs.
    """
    availability = target.availability
    return {
        "shop": shop,
        "sku_id": target.sku_id,
        "units": target.units,
        "sharing": target.sharing,
        "computed_at": at,
        "article": availability.sku.text,
        "article_key": sku_key(availability.sku.text),
        "available": availability.units,
        "sellable": availability.sellable,
        "physical": availability.physical,
        "reserved": availability.reserved,
        "buffer": availability.buffer,
        "erp_buffer": availability.erp_buffer,
        "managed": availability.managed,
    }


def state_of(row: Stored) -> OfferState:
    """
    Return the offer of a row of :data:`STATES`.
    """
    return OfferState(
        goods_id=GoodsId(row.goods_id),
        sku_id=SkuId(row.sku_id),
        seller_sku=row.seller_sku,
        name=row.name,
        marketplace_units=row.marketplace_units,
        target=target_of(row),
        computed_at=row.computed_at,
        intent_id=row.intent_id,
        refusal=row.refusal,
    )


def target_of(row: Stored) -> StockTarget | None:
    """
    Return the target of a row of :data:`STATES`, or None.
    """
    if row.target_sku_id is None:
        return None
    availability = Availability(
        sku=Sku(row.article),
        units=row.available,
        sellable=row.sellable,
        physical=row.physical,
        reserved=row.reserved,
        buffer=row.buffer,
        erp_buffer=row.erp_buffer,
        managed=row.managed,
    )
    return StockTarget(
        goods_id=GoodsId(row.goods_id),
        sku_id=SkuId(row.sku_id),
        units=row.units,
        availability=availability,
        sharing=row.sharing,
    )
