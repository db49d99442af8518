"""Which offers show another number of units than they should."""

import itertools
from collections.abc import Collection, Iterable, Mapping

from temu_core.intent import Intent
from temu_core.offer import SkuId
from temu_core.stock import OfferState, StockUpdate


def stock_delta(offers: Iterable[OfferState]) -> tuple[StockUpdate, ...]:
    """
    Return what to set so that every offer shows its target, by goods and sku id.

    An offer without a target is left alone.  So is one whose last update has
    no known outcome: it gets no other before the marketplace was asked.  An
    offer of which nobody knows what the marketplace shows is always set.
    After the marketplace accepted a delta, the next one is empty.
    """
    updates = [
        StockUpdate(
            goods_id=offer.goods_id,
            sku_id=offer.sku_id,
            units=offer.target.units,
            before=offer.marketplace_units,
            seller_sku=offer.seller_sku,
        )
        for offer in offers
        if offer.target is not None
        and not offer.intent_id
        and offer.target.units != offer.marketplace_units
    ]
    updates.sort(key=_place)
    return tuple(updates)


def by_goods(updates: Iterable[StockUpdate]) -> tuple[tuple[StockUpdate, ...], ...]:
    """
    Return the updates in groups of one goods id: the marketplace takes one goods per call.
    """
    ordered = sorted(updates, key=_place)
    groups = itertools.groupby(ordered, key=lambda update: update.goods_id)
    return tuple(tuple(group) for _, group in groups)


def intents_sent(
    intents: Iterable[Intent],
    updates: Mapping[str, Iterable[StockUpdate]],
    sent: Collection[SkuId],
) -> tuple[Intent, ...]:
    """
    Return the intents (updates by intent id) with at least one offer among those *sent*.
    """
    return tuple(
        intent
        for intent in intents
        if any(update.sku_id in sent for update in updates.get(intent.id, ()))
    )


def _place(update: StockUpdate) -> tuple[int, int]:
    return update.goods_id, update.sku_id
