"""Compute how many units each offer may show: step 3 of the inventory sync."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import CorruptReplyError, UnavailableError
from shared_kernel.run_context import RunContext
from shared_kernel.sku import Sku
from temu_core.batches import in_batches
from temu_core.offer import SkuId
from temu_core.order import OrderNumber, ShopId
from temu_core.ports.erp_orders import ErpOrders
from temu_core.ports.mappings import SkuMap
from temu_core.ports.offer_book import OfferBook
from temu_core.ports.order_book import OrderBook
from temu_core.ports.watermarks import Watermarks
from temu_core.record import OrderRecord
from temu_core.rules.availability import available
from temu_core.rules.kept_levels import kept_levels
from temu_core.rules.listing_window import update_window
from temu_core.rules.offer_article import offer_article
from temu_core.rules.reserved_units import OPEN_STATES, reserved_units
from temu_core.rules.stock_guards import erp_answer_looks_whole
from temu_core.rules.stock_sharing import OfferKey, share
from temu_core.shop import ListingPolicy, StockPolicy
from temu_core.stock import Availability, OfferState, StockLevel, StockTarget
from temu_core.use_cases.import_orders import ImportOrders
from temu_core.use_cases.line_articles import LineArticles
from temu_core.use_cases.read_levels import LevelsRead, ReadLevels, StockLook
from temu_core.use_cases.take_orders import UPDATES
from temu_core.use_cases.walk_orders import Completeness, WalkOrders

_ORDERS_AT_ONCE = 1_000
_TARGETS_AT_ONCE = 1_000


@attrs.frozen(kw_only=True)
class _Offers:
    """
    The offers whose targets are computed.
    """

    #: With those of the other shops, which share the stock.
    by_article: Mapping[Sku, Sequence[OfferKey]]
    #: Without a number of the seller or a mapping: nobody knows what they are.
    without_article: Sequence[SkuId]
    #: How many of the articles the ERP knew last time.
    known: int
    #: Of what was read of it last time; empty when it is read whole anyway.
    kept: Mapping[Sku, StockLevel]


@attrs.frozen(kw_only=True)
class ComputeTargets:
    """
    Read in the order that errs towards too little, then share what is left.

    First which open orders the ERP has, then its stock, then the marketplace's
    newest orders: whatever happens in between is counted twice, never not at
    all.  Offers of one article share its stock across all shops; each shop
    stores its own targets, with their inputs.  Nothing is written outside.
    """

    offer_book: OfferBook
    order_book: OrderBook
    sku_map: SkuMap
    line_articles: LineArticles
    erp_orders: ErpOrders
    read_levels: ReadLevels
    walk_orders: WalkOrders
    import_orders: ImportOrders
    watermarks: Watermarks
    listing: ListingPolicy
    policy: StockPolicy
    clock: Clock
    #: All shops that sell this ERP's stock, this one included.
    shops: tuple[ShopId, ...]

    def __call__(self, run: RunContext, now: datetime) -> None:
        """
        Store a target for every matched offer; forget those of unmatched ones.

        Args:
            now: The marketplace's present time.

        Raises:
            UnavailableError: ERP or marketplace did not answer; nothing changed.
            CorruptReplyError: The ERP's answer is empty or sharply shrunken.
        """
        run.step(3, "JTL → inventory")
        shop = ShopId(run.fence.shop)
        in_erp = self._orders_the_erp_has(run)
        look = self.read_levels.look(run)
        offers = self._offers_by_article(shop, keep=look.unchanged)
        read = self._levels(run, look, offers)
        self._take_newest_orders(run, now)
        reserved = self._reserved(in_erp)
        if read.forget:
            self.offer_book.remember_reading(run.fence, None)
        self._store(run, offers, read.levels, reserved)
        if read.remember is not None:
            self.offer_book.remember_reading(run.fence, read.remember)

    def _orders_the_erp_has(self, run: RunContext) -> frozenset[OrderNumber]:
        """
        Return the orders that lower the ERP's stock; a cancelled one freed it again.
        """
        found: set[OrderNumber] = set()
        numbers = (record.number for shop in self.shops for record in self._open_orders_of(shop))
        for batch in in_batches(numbers, _ORDERS_AT_ONCE):
            run.checkpoint()
            shown = self.erp_orders.presence(batch)
            found.update(number for number, order in shown.items() if not order.cancelled)
        return frozenset(found)

    def _open_orders_of(self, shop: ShopId) -> Iterator[OrderRecord]:
        after: OrderNumber | None = None
        while batch := self.order_book.in_states(
            shop, OPEN_STATES, after=after, limit=_ORDERS_AT_ONCE
        ):
            after = batch[-1].number
            yield from batch

    def _reserved(self, in_erp: frozenset[OrderNumber]) -> Mapping[Sku, int]:
        """
        Sum the reserved units of all shops, some orders at a time.
        """
        units: Counter[Sku] = Counter()
        for shop in self.shops:
            for batch in in_batches(self._open_orders_of(shop), _ORDERS_AT_ONCE):
                article_of = self.line_articles(shop, [record.listed for record in batch])
                units.update(reserved_units(batch, in_erp, article_of))
        return units

    def _offers_by_article(self, shop: ShopId, *, keep: bool) -> _Offers:
        """
        Return the offers of each article of *shop*, with those of the other shops.
        """
        offers: dict[Sku, list[OfferKey]] = {}
        without: list[SkuId] = []
        known: set[Sku] = set()
        computed: list[tuple[Sku, Availability]] = []
        for article, offer in self._articles(shop):
            if article is None:
                without.append(offer.sku_id)
                continue
            offers.setdefault(article, []).append((shop, offer.goods_id, offer.sku_id))
            if offer.target is not None:
                known.add(article)
                if keep:
                    computed.append((article, offer.target.availability))
        for other in self.shops:
            if other == shop:
                continue
            for article, offer in self._articles(other):
                if article in offers:
                    offers[article].append((other, offer.goods_id, offer.sku_id))
        return _Offers(
            by_article=offers,
            without_article=without,
            known=len(known),
            kept=kept_levels(computed),
        )

    def _articles(self, shop: ShopId) -> Iterator[tuple[Sku | None, OfferState]]:
        sku_map = self.sku_map.read(shop)
        for offer in self.offer_book.active(shop):
            yield offer_article(offer, sku_map), offer

    def _levels(self, run: RunContext, look: StockLook, offers: _Offers) -> LevelsRead:
        read = self.read_levels(run, look, offers.by_article.keys(), offers.kept)
        why = erp_answer_looks_whole(len(read.levels), offers.known, self.policy)
        if why is not None:
            raise CorruptReplyError(f"{why} Nothing was pushed.", code="erp_answer_shrunken")
        return read

    def _take_newest_orders(self, run: RunContext, now: datetime) -> None:
        """
        Store the marketplace's newest orders, without details, so that they are reserved.
        """
        watermark = self.watermarks.read(ShopId(run.fence.shop), UPDATES)
        window = update_window(watermark, now=now, policy=self.listing)
        completeness = Completeness()
        for page in self.walk_orders(run, window, completeness):
            self.import_orders(run, page, {})
        if not completeness.complete:
            raise UnavailableError("the newest orders could not be listed completely")

    def _store(
        self,
        run: RunContext,
        offers: _Offers,
        levels: Mapping[Sku, StockLevel],
        reserved: Mapping[Sku, int],
    ) -> None:
        shop = run.fence.shop
        targets: list[StockTarget] = []
        unmatched = list(offers.without_article)
        for article, keys in offers.by_article.items():
            level = levels.get(article)
            free = level and available(level, reserved.get(article, 0), self.policy)
            if free:
                shares = share(free, keys, self.policy.sharing)
                targets.extend(target for key, target in shares.items() if key[0] == shop)
            else:
                unmatched.extend(sku_id for owner, _, sku_id in keys if owner == shop)
        changed = 0
        at = self.clock.now()
        for batch in in_batches(targets, _TARGETS_AT_ONCE):
            run.checkpoint()
            changed += self.offer_book.record_targets(run.fence, batch, (), at)
        for skus in in_batches(unmatched, _TARGETS_AT_ONCE):
            run.checkpoint()
            self.offer_book.record_targets(run.fence, (), skus, at)
        run.count(computed=len(targets), changed=changed, unmatched=len(unmatched))
