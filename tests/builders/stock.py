"""Valid, boring stock on both sides; a test names only what matters to it."""

from decimal import Decimal

from shared_kernel.sku import Sku
from temu_core.offer import GoodsId, SkuId
from temu_core.stock import Availability, OfferState, StockLevel, StockTarget, StockUpdate


def a_level(
    sku: str = "LAMP-1",
    *,
    sellable: str = "12",
    physical: str | None = None,
    erp_buffer: int = 0,
    managed: bool = True,
) -> StockLevel:
    """
    Return what the ERP says of one lamp; numbers as text, because the ERP's may be fractions.
    """
    return StockLevel(
        sku=Sku(sku),
        sellable=Decimal(sellable),
        physical=None if physical is None else Decimal(physical),
        erp_buffer=erp_buffer,
        managed=managed,
    )


def an_availability(units: int = 10, sku: str = "LAMP-1") -> Availability:
    """
    Return *units* of one lamp that may be sold, with nothing held back.
    """
    return Availability(
        sku=Sku(sku), units=units, sellable=Decimal(units), physical=None, reserved=0, buffer=0
    )


def a_target(units: int = 10, *, goods_id: int = 601, sku_id: int = 17) -> StockTarget:
    """
    Return the target of an offer that shares its article with no other.
    """
    return StockTarget(
        goods_id=GoodsId(goods_id),
        sku_id=SkuId(sku_id),
        units=units,
        availability=an_availability(units),
        sharing="alone",
    )


def an_offer_state(
    *,
    goods_id: int = 601,
    sku_id: int = 17,
    seller_sku: str = "LAMP-1",
    shows: int | None = 10,
    target: int | None = 10,
    intent_id: str = "",
) -> OfferState:
    """
    Return an offer that *shows* so many units and should show *target*.
    """
    return OfferState(
        goods_id=GoodsId(goods_id),
        sku_id=SkuId(sku_id),
        seller_sku=seller_sku,
        name="Desk lamp",
        marketplace_units=shows,
        target=None if target is None else a_target(target, goods_id=goods_id, sku_id=sku_id),
        computed_at=None,
        intent_id=intent_id,
        refusal="",
    )


def an_update(
    units: int = 10,
    *,
    goods_id: int = 601,
    sku_id: int = 17,
    before: int | None = 1,
    seller_sku: str = "",
) -> StockUpdate:
    """
    Return an update of one offer to *units*.
    """
    return StockUpdate(
        goods_id=GoodsId(goods_id),
        sku_id=SkuId(sku_id),
        units=units,
        before=before,
        seller_sku=seller_sku,
    )
