"""What the marketplace answered about one order, as far as it is kept."""

from collections.abc import Iterator, Sequence

from entrypoints.known_order import known_order
from entrypoints.open_shop import OpenShop
from entrypoints.wire.raw_answers import RawAnswerView
from temu_core.order import OrderNumber
from temu_core.payload import Call, RawAnswer

#: Runs whose order lists are looked through; an older list says nothing newer.
_LATEST_RUNS = 20


def kept_answers(
    shop: OpenShop, number: OrderNumber, *, personal_data: bool
) -> Sequence[RawAnswerView]:
    """
    Return every answer about an order, oldest first; one that says nothing new is left out.

    Args:
        personal_data: False: the buyer's data are masked.

    Raises:
        RejectedError: There is no such order; code ``unknown_order``.
    """
    known_order(shop, number)
    views: list[RawAnswerView] = []
    for answer in _answers(shop, number):
        view = RawAnswerView.of(answer, number, personal_data=personal_data)
        # Overlapping lists show an order again and again; only what changed is news.
        if view is not None and all(
            (view.call, view.body) != (seen.call, seen.body) for seen in views
        ):
            views.append(view)
    return views


def _answers(shop: OpenShop, number: OrderNumber) -> Iterator[RawAnswer]:
    """
    Yield the last list entries of an order, oldest first, then its details.
    """
    kept = shop.adapters.raw_answers()
    for run in reversed(kept.runs(shop.shop, limit=_LATEST_RUNS)):
        yield from kept.of_run(shop.shop, run, Call.ORDERS)
    yield from kept.of_order(shop.shop, number)
