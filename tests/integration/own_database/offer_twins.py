"""Offers, their targets and their pushes in both books."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, invariant, multiple, rule
from tests.contracts.books import NOW, SHOP
from tests.contracts.offer_examples import a_reading, a_target, an_offer, an_update
from tests.contracts.offer_push_contract import a_push, a_result, an_outcome
from tests.integration.own_database.twins import MOMENTS, Twins

from shared_kernel.run_context import Fence
from shared_kernel.sku import Sku
from temu_core.intent import Intent, Outcome
from temu_core.offer import SkuId
from temu_core.stock import StockUpdate

SKUS = (1, 2, 3, 4)
INTENTS = ("I1", "I2", "I3", "I4")

_skus = st.sampled_from(SKUS)
_intent = st.sampled_from(INTENTS)
#: Few numbers, so that what is shown and what it should be often agree.
_units = st.integers(0, 2)
_units_of_all = st.fixed_dictionaries(dict.fromkeys(SKUS, _units))
_units_by_sku = st.dictionaries(_skus, _units, max_size=3)


class OfferTwins(Twins):
    """
    A run that holds its lease and one that lost it list, compute, push and settle.
    """

    fences = Bundle("fences")

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__(engine)
        self.pushes = 0

    @initialize(target=fences, shown=_units_of_all, wanted=_units_of_all)
    def hold(self, shown: dict[int, int], wanted: dict[int, int]) -> object:
        """
        Begin with offers that have a target; most of what follows is done by who may do it.
        """
        fence = self.both(lambda books: books.fence("stock"))
        assert isinstance(fence, Fence)
        self.list_offers(fence, shown, NOW)
        self.compute(fence, wanted, set(), NOW)
        return multiple(fence, fence, fence)

    @initialize(target=fences)
    def lose(self) -> object:
        return self.both(lambda books: books.lost_fence("quick"))

    @rule(fence=fences, shown=_units_by_sku, at=MOMENTS)
    def list_offers(self, fence: Fence, shown: dict[int, int], at: datetime) -> None:
        offers = [an_offer(sku, stock=units) for sku, units in shown.items()]
        self.both(lambda books: books.offer_book.store_listed(fence, offers, at))

    @rule(fence=fences, since=MOMENTS)
    def retire(self, fence: Fence, since: datetime) -> None:
        self.both(lambda books: books.offer_book.retire_unseen(fence, since))

    @rule(fence=fences, wanted=_units_by_sku, unmatched=st.sets(_skus, max_size=2), at=MOMENTS)
    def compute(
        self, fence: Fence, wanted: dict[int, int], unmatched: set[int], at: datetime
    ) -> None:
        targets = [a_target(sku, units) for sku, units in wanted.items()]
        gone = [SkuId(sku) for sku in sorted(unmatched - wanted.keys())]
        self.both(lambda books: books.offer_book.record_targets(fence, targets, gone, at))

    @rule(fence=fences, newest=st.none() | st.integers(1, 3), at=MOMENTS)
    def remember(self, fence: Fence, newest: int | None, at: datetime) -> None:
        reading = None if newest is None else a_reading(newest=newest, at=at)
        self.both(lambda books: books.offer_book.remember_reading(fence, reading))

    @rule(
        fence=fences,
        pushed=st.dictionaries(_skus, st.tuples(_units, _intent), min_size=1, max_size=3),
    )
    def push(self, fence: Fence, pushed: dict[int, tuple[int, str]]) -> None:
        """
        Push some numbers, not always those that were computed, perhaps under a used intent.
        """
        updates = {
            intent: [an_update(sku, units) for sku, (units, of) in pushed.items() if of == intent]
            for intent in sorted({of for _, of in pushed.values()})
        }
        self._push(fence, updates, [a_push(intent) for intent in updates])

    @rule(fence=fences, at_most=st.integers(1, len(SKUS)), times=st.integers(1, 2))
    def push_what_is_computed(self, fence: Fence, at_most: int, times: int) -> None:
        """
        Push the computed numbers, perhaps twice, each time under an intent of its own.
        """
        targets = [offer.target for offer in self.model.offer_book.active(SHOP) if offer.target]
        updates = [an_update(target.sku_id, target.units) for target in targets[:at_most]]
        for _ in range(times):
            self.pushes += 1
            push = a_push(f"P{self.pushes}")
            self._push(fence, {push.id: updates}, [push])

    @rule(
        fence=fences,
        ended=st.dictionaries(
            _skus, st.tuples(_intent, st.none() | _units, st.booleans()), max_size=3
        ),
        refusal=st.sampled_from(("", "goods are blocked")),
        outcome=st.sampled_from(Outcome),
    )
    def settle(
        self,
        fence: Fence,
        ended: dict[int, tuple[str, int | None, bool]],
        refusal: str,
        outcome: Outcome,
    ) -> None:
        """
        Settle pushes, perhaps of another intent; one that was never recorded spoils all of it.
        """
        results = [
            a_result(sku, intent, units, refusal=refusal, settled=settled)
            for sku, (intent, units, settled) in ended.items()
        ]
        outcomes = [
            an_outcome(intent, outcome) for intent in sorted({of for of, _, _ in ended.values()})
        ]
        self.both(lambda books: books.offer_book.settle_push(fence, results, outcomes))

    def _push(
        self, fence: Fence, updates: Mapping[str, list[StockUpdate]], intents: list[Intent]
    ) -> None:
        self.both(lambda books: books.offer_book.begin_push(fence, updates, intents))

    @invariant()
    def offers_are_the_same(self) -> None:
        self.same(lambda b: list(b.offer_book.active(SHOP)))
        self.same(lambda b: list(b.offer_book.open_pushes(SHOP)))
        self.same(lambda b: b.offer_book.counts(SHOP))
        self.same(lambda b: b.offer_book.last_reading(SHOP))
        self.same(lambda b: dict(b.offer_book.seller_skus(SHOP, SKUS)))
        self.same(lambda b: list(b.offer_book.find(SHOP, Sku("LAMP-1"))))
        self.same(lambda b: list(b.offer_book.find(SHOP, Sku("ARTICLE-2"))))

    @invariant()
    def intents_are_the_same(self) -> None:
        self.same(lambda b: list(b.outside_writes.of_run(SHOP, "run 1")))
        self.same(lambda b: list(b.outside_writes.open(SHOP)))
