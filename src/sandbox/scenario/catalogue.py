"""
Offers as a scenario tells them.
"""

import attrs


@attrs.frozen(kw_only=True)
class Offer:
    """
    One variant on the marketplace.
    """

    goods_id: int
    sku_id: int
    seller_sku: str
    name: str
    stock: int
    variant: str = ""
    price: str = "15.00"
    retail_price: str = "23.80"
    #: False: taken off sale by hand, whatever its stock.
    on_sale: bool = True
    sold_factor: int = 1
