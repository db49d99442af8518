"""Marking offers as under way to the marketplace, and what became of them."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from adapters.own_database.offer_rows import STATES
from adapters.own_database.tables.offers import offers
from adapters.sql.list_parameter import among_integers
from adapters.sql.row_counts import expect_count, update_rows
from temu_core.offer import SkuId
from temu_core.ports.offer_book import PushResult
from temu_core.stock import StockUpdate

_THIS_OFFER = {"shop": "key_shop", "sku_id": "key_sku_id", "intent_id": "seen_intent_id"}
_MARKED = {"intent_id": "new_intent_id", "marketplace_units": "units"}
_SETTLED = {**_MARKED, "refusal": "refusal_words"}


def mark_under_way(
    connection: sa.Connection, shop: str, updates: Mapping[str, Sequence[StockUpdate]]
) -> frozenset[SkuId]:
    """
    Mark the offers of *updates* (by intent id) that may be sent; return them.
    """
    wanted = {u.sku_id: (intent, u.units) for intent, us in updates.items() for u in us}
    free = _free(connection, shop, wanted)
    rows = [
        {
            "key_shop": shop,
            "key_sku_id": sku_id,
            "seen_intent_id": seen,
            "new_intent_id": wanted[sku_id][0],
            # Nobody knows what the marketplace has until it answered.
            "units": None,
        }
        for sku_id, seen in free.items()
    ]
    marked = update_rows(connection, offers, rows, where=_THIS_OFFER, values=_MARKED)
    expect_count(marked, len(rows))
    return frozenset(free)


def settle(connection: sa.Connection, shop: str, results: Collection[PushResult]) -> None:
    """
    Store results of offers that are still under the same intent.
    """
    rows = [
        {
            "key_shop": shop,
            "key_sku_id": result.sku_id,
            "seen_intent_id": result.intent_id,
            "new_intent_id": "" if result.settled else result.intent_id,
            "units": result.units,
            "refusal_words": result.refusal,
        }
        for result in results
    ]
    update_rows(connection, offers, rows, where=_THIS_OFFER, values=_SETTLED)


def _free(
    connection: sa.Connection, shop: str, wanted: Mapping[SkuId, tuple[str, int]]
) -> dict[SkuId, str]:
    """
    Return the offers without another open update whose target is the wanted one, with the intent
    they have; they stay locked where the database can.
    """
    query = (
        STATES.where(
            offers.c.shop == shop,
            among_integers(connection.dialect.name, offers.c.sku_id, sorted(wanted)),
        )
        .order_by(offers.c.sku_id)
        # In one order, so that two transactions do not wait for each other.
        .with_for_update(of=offers)
    )
    return {
        SkuId(row.sku_id): row.intent_id
        for row in connection.execute(query)
        if row.intent_id in {"", wanted[row.sku_id][0]} and row.units == wanted[row.sku_id][1]
    }
