"""Stock on both sides and what may be sold of it."""

from datetime import datetime
from decimal import Decimal

import attrs
from attrs import validators

from shared_kernel.sku import Sku
from temu_core.offer import GoodsId, SkuId


@attrs.frozen(kw_only=True)
class StockLevel:
    """
    What the ERP says about the stock of one article.
    """

    sku: Sku
    #: What the ERP itself would still sell; may be negative or fractional.
    sellable: Decimal
    #: Physical units in the configured warehouses; None when none is configured.
    physical: Decimal | None
    #: The ERP's own buffer for channels.
    erp_buffer: int
    #: False: the ERP keeps no count of this article.
    managed: bool
    #: The highest version of the rows it was read from; None when nobody asked.
    version: int | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Availability:
    """
    What may be sold of one article, with everything it was computed from.
    """

    sku: Sku
    #: ``max(0, stock - buffer)``; stock is sellable (capped, rounded down) less reserved.
    units: int = attrs.field(validator=validators.ge(0))
    sellable: Decimal
    physical: Decimal | None
    reserved: int
    buffer: int
    #: The ERP's own part of the buffer; None in targets of older versions of ours.
    erp_buffer: int | None = None
    #: Whether the ERP counts the article; None in targets of older versions of ours.
    managed: bool | None = None


@attrs.frozen(kw_only=True)
class StockTarget:
    """
    How many units one offer should show, and why.
    """

    goods_id: GoodsId
    sku_id: SkuId
    units: int = attrs.field(validator=validators.ge(0))
    availability: Availability
    #: How the article is shared: ``split 1 of 2``, ``pool``, ``alone``.
    sharing: str


@attrs.frozen(kw_only=True)
class StockUpdate:
    """
    An absolute number of units to set for one offer.
    """

    goods_id: GoodsId
    sku_id: SkuId
    units: int = attrs.field(validator=validators.ge(0))
    #: What the marketplace had when this was decided; None when nobody knew.
    before: int | None
    #: For people.
    seller_sku: str = attrs.field(default="", eq=False)


@attrs.frozen(kw_only=True)
class OfferState:
    """
    One active offer with what we know of its stock on both sides.
    """

    goods_id: GoodsId
    sku_id: SkuId
    seller_sku: str
    name: str
    #: What the marketplace had when we last knew; None while an answer is missing.
    marketplace_units: int | None
    target: StockTarget | None
    computed_at: datetime | None
    #: The open stock update of this offer; empty when there is none.
    intent_id: str
    #: The marketplace's words when it last refused; empty when it did not.
    refusal: str
