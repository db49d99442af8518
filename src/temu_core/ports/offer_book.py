"""Our own books of offers and their stock."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import attrs

from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from temu_core.intent import Intent, IntentOutcome
from temu_core.offer import Offer, SkuId
from temu_core.order import ShopId
from temu_core.plan import ApprovalUse
from temu_core.stock import OfferState, StockTarget, StockUpdate
from temu_core.stock_mark import StockReading


@attrs.frozen(kw_only=True)
class OfferCounts:
    """
    How the offers of a shop stand.
    """

    active: int
    #: With an article in the ERP.
    matched: int
    #: Whose target differs from what the marketplace has.
    out_of_step: int
    refused: int


@attrs.frozen(kw_only=True)
class PushResult:
    """
    What became of one offer's stock update.
    """

    sku_id: SkuId
    intent_id: str
    #: Units the marketplace is known to have now; None while unknown.
    units: int | None
    #: The marketplace's words when it refused; empty otherwise.
    refusal: str = ""
    #: True: the outcome is known and the offer may get another number.
    settled: bool = True


class OfferBook(Protocol):
    """
    Offers, the targets computed for them, and what the marketplace accepted.
    """

    @abstractmethod
    def store_listed(self, fence: Fence, offers: Sequence[Offer], at: datetime) -> None:
        """
        Insert or update offers as listed at *at*; they are active from now on.

        The listed stock becomes what the marketplace is known to have, except
        for an offer with an open stock update.
        """

    @abstractmethod
    def retire_unseen(self, fence: Fence, since: datetime) -> int:
        """
        Make offers inactive that were not listed at or after *since*; return how many.

        Their targets are forgotten: nobody keeps them up to date any more.
        """

    @abstractmethod
    def active(self, shop: ShopId) -> Iterator[OfferState]:
        """
        Yield active offers by (goods id, sku id).
        """

    @abstractmethod
    def seller_skus(self, shop: ShopId, sku_ids: Collection[int]) -> Mapping[int, str]:
        """
        Return the seller's own numbers of these offers, inactive ones included.
        """

    @abstractmethod
    def record_targets(
        self,
        fence: Fence,
        targets: Sequence[StockTarget],
        unmatched: Collection[SkuId],
        at: datetime,
    ) -> int:
        """
        Remember targets with their inputs; forget those of *unmatched* offers.

        Returns how many were new or different; unchanged ones are not written.
        """

    @abstractmethod
    def last_reading(self, shop: ShopId) -> StockReading | None:
        """
        Return the reading of the ERP's stock from which all targets came; None: not known.
        """

    @abstractmethod
    def remember_reading(self, fence: Fence, reading: StockReading | None) -> None:
        """
        Remember the reading, once all its targets are recorded; None forgets the last one.

        It is forgotten before targets from another reading are recorded.
        """

    @abstractmethod
    def begin_push(
        self,
        fence: Fence,
        updates: Mapping[str, Sequence[StockUpdate]],
        intents: Sequence[Intent],
        approval: ApprovalUse | None = None,
    ) -> frozenset[SkuId]:
        """
        Record intents and mark their offers (updates by intent id): one transaction.

        An offer with another open update, or whose target is not the update's
        any more, is left out.  An intent whose offers are all left out is not
        recorded: nothing would ever settle it.  *approval* loses the writes of the
        offers that may be sent; its last use makes the plan applied.

        Returns:
            The offers that may be sent.
        """

    @abstractmethod
    def settle_push(
        self, fence: Fence, results: Sequence[PushResult], outcomes: Sequence[IntentOutcome]
    ) -> None:
        """
        Remember what became of stock updates; only of offers still under that intent.
        """

    @abstractmethod
    def open_pushes(self, shop: ShopId) -> Sequence[OfferState]:
        """
        Return offers whose stock update has no known outcome.
        """

    @abstractmethod
    def find(self, shop: ShopId, sku: Sku) -> Sequence[OfferState]:
        """
        Return the active offers of a seller SKU or, by their target, of an article.
        """

    @abstractmethod
    def counts(self, shop: ShopId) -> OfferCounts:
        """
        Return how the active offers stand.
        """
