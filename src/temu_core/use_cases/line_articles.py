"""Know which article an order line is."""

from collections.abc import Callable, Iterable

import attrs

from shared_kernel.sku import Sku
from temu_core.order import ListedLine, ListedOrder, ShopId
from temu_core.ports.mappings import SkuMap
from temu_core.ports.offer_book import OfferBook
from temu_core.rules.article_match import line_sku


@attrs.frozen(kw_only=True)
class LineArticles:
    """
    Read once what is needed to name the articles of many lines.
    """

    offer_book: OfferBook
    sku_map: SkuMap

    def __call__(
        self, shop: ShopId, orders: Iterable[ListedOrder]
    ) -> Callable[[ListedLine], Sku | None]:
        """
        Return a pure function from a line of *orders* to its article, None when it has none.
        """
        offer_skus = self.offer_book.seller_skus(
            shop, {line.sku_id for order in orders for line in order.lines if not line.seller_sku}
        )
        sku_map = self.sku_map.read(shop)
        return lambda line: line_sku(line, offer_skus, sku_map)
