"""The carrier map as people work on it: what is missing comes first."""

from collections import Counter
from collections.abc import Mapping, Sequence

from entrypoints.open_shop import OpenShop
from entrypoints.wire.shop import CarrierView
from temu_core.ledger import HoldReason


def carrier_views(shop: OpenShop) -> Sequence[CarrierView]:
    """
    Return the map: unmapped methods first, those with most waiting orders before others.
    """
    waiting = _waiting(shop)
    views = [
        CarrierView.of(mapping, waiting.get(_key(mapping.shipping_method), 0))
        for mapping in shop.adapters.carrier_map().read(shop.shop)
    ]
    return sorted(
        views,
        key=lambda view: (
            view.carrier is not None,
            -view.orders_waiting,
            view.shipping_method.casefold(),
        ),
    )


def _waiting(shop: OpenShop) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for group in shop.adapters.order_book().held_groups(shop.shop):
        if group.reason is HoldReason.CARRIER_UNKNOWN:
            for method, orders in group.subjects.items():
                counts[_key(method)] += orders
    return counts


def _key(method: str) -> str:
    return method.strip().casefold()
