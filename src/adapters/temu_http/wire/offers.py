"""Offers and their stock."""

from typing import ClassVar

import attrs

from adapters.temu_http.wire.strict import Units, WireId


@attrs.frozen(kw_only=True)
class SkuListResult:
    """
    One page of ``bg.local.goods.sku.list.query``; its rows are structured one by one.
    """

    UNREAD: ClassVar = frozenset({"pageNo"})

    total: Units
    sku_list: tuple[object, ...] | None = None


@attrs.frozen(kw_only=True)
class SkuRow:
    """
    One offer.
    """

    UNREAD: ClassVar = frozenset(
        {
            *("thumbUrl", "price", "retailPrice", "currency", "crtTime", "status4VO"),
            *("subStatus4VO", "skuShowSubStatus4VO", "goodsIsOnSale", "skuStatusChangeTime"),
            *("specList", "volumeInfo", "weightInfo", "lowTrafficTag", "restrictedTrafficTag"),
        }
    )

    goods_id: WireId
    sku_id: WireId
    sku_sn: str | None = None
    goods_name: str | None = None
    spec_name: str | None = None
    stock: Units


@attrs.frozen(kw_only=True)
class GoodsStock:
    """
    The offers of one goods id; each is structured by itself.
    """

    sku_stock_info_list: tuple[object, ...] | None = None


@attrs.frozen(kw_only=True)
class StockQueryResult:
    """
    What ``temu.local.goods.sku.stock.query`` answers.
    """

    stock_list: tuple[GoodsStock, ...] | None = None


@attrs.frozen(kw_only=True)
class OrdinaryStock:
    """
    Units for immediate sale.
    """

    stock: Units


@attrs.frozen(kw_only=True)
class SkuStock:
    """
    The stock of one offer.
    """

    sku_id: WireId
    self_ordinary_stock: OrdinaryStock


@attrs.frozen(kw_only=True)
class StockEditStatus:
    """
    What became of one offer.
    """

    sku_id: WireId
    stock_edit_status: bool
    error_code: int | None = None
    error_msg: str | None = None


@attrs.frozen(kw_only=True)
class StockEditResult:
    """
    The second verdict of ``bg.local.goods.stock.edit``.
    """

    operate_result: bool
    msg: str | None = None
    sku_stock_edit_status_info_list: tuple[StockEditStatus, ...] | None = None
