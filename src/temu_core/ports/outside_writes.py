"""The record of everything we wrote outside."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

import attrs

from temu_core.intent import IntentKind, Outcome, OutsideWrite
from temu_core.order import ShopId


class RecordedBeforeError(ValueError):
    """
    An intent of this id is in the record, or twice in one update: a mistake of ours.

    Nothing was stored, so nothing may be sent.
    """


@attrs.frozen(kw_only=True)
class WriteCount:
    """
    How many writes of one kind ended in one way.
    """

    kind: IntentKind
    #: None while it is open.
    outcome: Outcome | None
    count: int


class OutsideWrites(Protocol):
    """
    Intents with their outcomes; recorded by ``OrderBook`` and ``OfferBook``.

    Those raise RecordedBeforeError for an intent whose id the shop used before,
    and another ValueError for an outcome of an intent that is not there.
    """

    @abstractmethod
    def of_run(self, shop: ShopId, run_id: str, limit: int = 1000) -> Sequence[OutsideWrite]:
        """
        Return what a run wrote outside, in the order of its intents.
        """

    @abstractmethod
    def counts_of_run(self, shop: ShopId, run_id: str) -> Sequence[WriteCount]:
        """
        Count what a run wrote outside by kind and outcome; by kind, the open ones first.
        """

    @abstractmethod
    def open(self, shop: ShopId, limit: int = 1000) -> Sequence[OutsideWrite]:
        """
        Return intents without an outcome, or with an unknown one, oldest first.
        """
