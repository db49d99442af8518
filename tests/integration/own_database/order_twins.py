"""Orders, outside writes, alerts and leases in both books."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, multiple, rule
from tests.contracts.books import NOW, OTHER_SHOP, SHOP
from tests.contracts.order_examples import a_package, an_alert, an_intent, numbered
from tests.integration.own_database.twins import MOMENTS, Twins

from shared_kernel.run_context import Fence
from temu_core.intent import IntentOutcome, Outcome
from temu_core.ledger import Hold, HoldReason, LedgerState, OrderEvent
from temu_core.order import OrderNumber, ShopId
from temu_core.package import PackageState
from temu_core.record import LedgerUpdate, OrderChange, OrderRecord

NUMBERS = tuple(OrderNumber(f"PO-{n}") for n in range(4))
INTENTS = ("i1", "i2", "i3", "i4")
RUNS = ("run 1", "run 2")
SHOPS = (SHOP, OTHER_SHOP)
JOBS = ("orders", "stock")

_numbers = st.sets(st.sampled_from(NUMBERS), min_size=1)
_states = st.sampled_from(LedgerState)
_packages = st.lists(
    st.tuples(st.sampled_from(("JD1", "JD2", "JD3")), st.sampled_from(PackageState)),
    max_size=2,
    unique_by=lambda package: package[0],
)
_intents = st.lists(st.sampled_from(INTENTS), unique=True, max_size=2)
_outcomes = st.lists(
    st.tuples(st.sampled_from(INTENTS), st.sampled_from(Outcome)),
    max_size=2,
    unique_by=lambda outcome: outcome[0],
)


class OrderTwins(Twins):
    """
    Runs come and go, some with a fence that is no longer theirs, and change orders.
    """

    fences = Bundle("fences")

    @rule(
        target=fences,
        shop=st.sampled_from(SHOPS),
        job=st.sampled_from(JOBS),
        now=MOMENTS,
        minutes=st.sampled_from((1, 15, 60)),
    )
    def acquire(self, shop: ShopId, job: str, now: datetime, minutes: int) -> object:
        span = timedelta(minutes=minutes)
        fence = self.both(lambda b: b.leases.acquire(shop, job, holder="a", now=now, span=span))
        return fence if isinstance(fence, Fence) else multiple()

    @rule(fence=fences, until=MOMENTS)
    def renew(self, fence: Fence, until: datetime) -> None:
        self.both(lambda books: books.leases.renew(fence, until=until))

    @rule(fence=fences)
    def release(self, fence: Fence) -> None:
        self.both(lambda books: books.leases.release(fence))

    @rule(fence=fences, numbers=_numbers, state=_states, at=MOMENTS, told=st.booleans())
    def move(
        self,
        fence: Fence,
        numbers: set[OrderNumber],
        state: LedgerState,
        at: datetime,
        told: bool,
    ) -> None:
        """
        Bring orders into a state, new ones too, with their transitions or without.
        """

        def decide(stored: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate(
                changes=tuple(
                    _moved(stored.get(number), number, state, at if told else None)
                    for number in sorted(numbers)
                )
            )

        self.both(lambda books: books.order_book.change(fence, numbers, decide))

    @rule(fence=fences, number=st.sampled_from(NUMBERS), packages=_packages)
    def pack(
        self, fence: Fence, number: OrderNumber, packages: list[tuple[str, PackageState]]
    ) -> None:
        """
        Give an order other parcels than it had.
        """
        parcels = tuple(a_package(f"P-{told}", told, state) for told, state in packages)

        def decide(stored: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            record = stored.get(number, numbered(number))
            return LedgerUpdate(
                changes=(OrderChange(record=attrs.evolve(record, packages=parcels)),)
            )

        self.both(lambda books: books.order_book.change(fence, [number], decide))

    @rule(
        fence=fences,
        number=st.sampled_from(NUMBERS),
        state=_states,
        intents=_intents,
        outcomes=_outcomes,
        run=st.sampled_from(RUNS),
        at=MOMENTS,
    )
    def write_outside(
        self,
        fence: Fence,
        number: OrderNumber,
        state: LedgerState,
        intents: list[str],
        outcomes: list[tuple[str, Outcome]],
        run: str,
        at: datetime,
    ) -> None:
        """
        Move an order with intents and outcomes; one impossible part spoils all of it.
        """

        def decide(stored: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate(
                changes=(_moved(stored.get(number), number, state, at),),
                intents=tuple(
                    attrs.evolve(an_intent(name, run_id=run), answer_by=at) for name in intents
                ),
                outcomes=tuple(
                    IntentOutcome(intent_id=name, outcome=outcome, evidence=run, at=at)
                    for name, outcome in outcomes
                ),
                alerts=(an_alert(number, state.value),),
            )

        self.both(lambda books: books.order_book.change(fence, [number], decide))

    @rule(fence=fences, read=_numbers, changed=st.sampled_from(NUMBERS))
    def change_unread(self, fence: Fence, read: set[OrderNumber], changed: OrderNumber) -> None:
        """
        Change an order that perhaps was not read.
        """
        update = LedgerUpdate(changes=(OrderChange(record=numbered(changed)),))
        self.both(lambda books: books.order_book.change(fence, read, lambda _: update))

    @rule(now=MOMENTS)
    def look_who_works(self, now: datetime) -> None:
        self.same(lambda b: [b.leases.holder(s, j, now=now) for s in SHOPS for j in JOBS])

    @rule(after=st.sampled_from(NUMBERS), states=st.sets(_states), limit=st.integers(1, 3))
    def turn_pages(self, after: OrderNumber, states: set[LedgerState], limit: int) -> None:
        self.same(lambda b: list(b.order_book.in_states(SHOP, states, after=after, limit=limit)))
        self.same(lambda b: list(b.order_book.search(SHOP, text="po-", after=after, limit=limit)))
        self.same(lambda b: list(b.order_book.newest(SHOP, states=states, limit=limit)))
        self.same(lambda b: list(b.order_book.with_packages(SHOP, list(PackageState), limit=limit)))

    @invariant()
    def orders_are_the_same(self) -> None:
        self.same(lambda b: [dict(b.order_book.read(shop, NUMBERS)) for shop in SHOPS])
        self.same(lambda b: dict(b.order_book.counts(SHOP)))
        self.same(lambda b: dict(b.order_book.held_counts(SHOP)))
        self.same(lambda b: list(b.order_book.held_groups(SHOP)))
        self.same(lambda b: list(b.order_book.bearing(SHOP, ["JD1", "JD3"])))

    @invariant()
    def what_happened_is_the_same(self) -> None:
        self.same(lambda b: [list(b.order_book.events(SHOP, number)) for number in NUMBERS])
        self.same(lambda b: [list(b.outside_writes.of_run(SHOP, run)) for run in RUNS])
        self.same(lambda b: list(b.outside_writes.counts_of_run(SHOP, RUNS[0])))
        self.same(lambda b: list(b.outside_writes.open(SHOP)))
        self.same(lambda b: {(s.alert.subject, s.alert.text, s.times) for s in b.alerts.open(SHOP)})


def _moved(
    record: OrderRecord | None, number: OrderNumber, state: LedgerState, at: datetime | None
) -> OrderChange:
    """
    Return an order's way into *state*; with *at* as a transition of then.
    """
    held = Hold(reason=HoldReason.SKU_UNKNOWN, text="What is that?", subject=number)
    event = OrderEvent(
        at=at or NOW,
        from_state=record.state if record is not None else None,
        to_state=state,
        text="So it was drawn.",
        by="run:run 1",
    )
    moved = attrs.evolve(
        record or numbered(number),
        state=state,
        hold=held if state is LedgerState.HELD else None,
    )
    return OrderChange(record=moved, event=event if at is not None else None)
