"""What is for sale on the marketplace."""

from typing import NewType

import attrs
from attrs import validators

SkuId = NewType("SkuId", int)
GoodsId = NewType("GoodsId", int)


@attrs.frozen(kw_only=True)
class Offer:
    """
    One sellable variant on the marketplace.
    """

    goods_id: GoodsId
    sku_id: SkuId
    #: The seller's own number; may be empty on the marketplace.
    seller_sku: str
    name: str
    #: Units the marketplace would sell right now.
    stock: int = attrs.field(validator=validators.ge(0))
