"""Runs, schedules and plans in both books."""

from datetime import datetime, timedelta

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books
from tests.contracts.job_examples import a_run, an_entry
from tests.contracts.plans_contract import a_plan, selling_out, use
from tests.integration.own_database.twins import MOMENTS, Twins

from job_core.run import RunState
from job_core.schedule import Cron, Interval
from shared_kernel.run_context import Fence
from temu_core.order import ShopId
from temu_core.plan import Plan, PlanKind, StoredPlan

RUNS = ("run 1", "run 2", "run 3", "run 4")
NAMES = ("full", "quick")
SHOPS = (SHOP, OTHER_SHOP)
PLANS = (
    a_plan("first"),
    a_plan("second"),
    a_plan("first", PlanKind.EXPORT),
    selling_out("LAMP-1"),
    selling_out("LAMP-1", "LAMP-2"),
)

_runs = st.sampled_from(RUNS)
_names = st.sampled_from(NAMES)
_shops = st.sampled_from(SHOPS)
_states = st.sampled_from(RunState)
_triggers = st.sampled_from((Interval(timedelta(minutes=5)), Cron("0 3 * * *")))


class JobTwins(Twins):
    """
    Runs are queued, claimed, ended and forgotten; ticks are taken once; plans wait for a person.
    """

    # Runs.

    @rule(run_id=_runs, shop=_shops, at=MOMENTS, job=st.sampled_from(("orders", "stock")))
    def queue(self, run_id: str, shop: ShopId, at: datetime, job: str) -> None:
        run = a_run(run_id, shop=shop, job=job, requested_at=at)
        self.both(lambda books: books.run_book.add(run))

    @rule(run_id=_runs, state=_states, at=MOMENTS, only_queued=st.booleans())
    def change(self, run_id: str, state: RunState, at: datetime, only_queued: bool) -> None:
        """
        Bring a run into a state, or leave it when it is queued no more.
        """
        self.both(
            lambda books: books.run_book.change(
                run_id,
                lambda run: (
                    None
                    if only_queued and run.state is not RunState.QUEUED
                    else attrs.evolve(run, state=state, finished_at=at, attempt=run.attempt + 1)
                ),
            )
        )

    @rule(good=MOMENTS, every=MOMENTS)
    def forget(self, good: datetime, every: datetime) -> None:
        self.both(lambda books: books.run_book.forget(good_before=good, any_before=every))

    @rule(before=_runs, states=st.sets(_states), limit=st.integers(1, 3), start=MOMENTS)
    def turn_pages(self, before: str, states: set[RunState], limit: int, start: datetime) -> None:
        end = start + timedelta(hours=1)
        self.same(lambda b: list(b.run_book.recent(SHOP, before=before, limit=limit)))
        self.same(lambda b: list(b.run_book.recent(SHOP, job="stock", states=states)))
        self.same(lambda b: list(b.run_book.in_states(states, limit=limit)))
        self.same(lambda b: list(b.run_book.finished_between(SHOP, "orders", start, end)))

    # Schedules.

    @rule(name=_names, shop=_shops, trigger=_triggers)
    def seed(self, name: str, shop: ShopId, trigger: Interval | Cron) -> None:
        entry = an_entry(name, shop=shop, trigger=trigger)
        self.both(lambda books: books.schedule_book.seed([entry]))

    @rule(name=_names, trigger=_triggers, paused=st.booleans(), at=MOMENTS)
    def reschedule(self, name: str, trigger: Interval | Cron, paused: bool, at: datetime) -> None:
        entry = an_entry(name, trigger=trigger, paused=paused, paused_until=at)
        self.both(lambda books: books.schedule_book.put(entry, by="Kim", at=at))

    @rule(shop=_shops, name=_names, due=MOMENTS)
    def take_tick(self, shop: ShopId, name: str, due: datetime) -> None:
        self.both(lambda books: books.schedule_book.take_tick(shop, "orders", name, due))

    @rule(before=MOMENTS)
    def forget_ticks(self, before: datetime) -> None:
        self.both(lambda books: books.schedule_book.forget_ticks(before))

    # Plans.

    def _fence(self, shop: ShopId, at: datetime) -> Fence:
        """
        Take a lease nobody holds, as each decision of a person does.
        """
        span = timedelta(hours=1)
        fence = self.both(
            lambda b: b.leases.acquire(shop, f"plans {at}", holder="kim", now=NOW, span=span)
        )
        if isinstance(fence, Fence):
            return fence
        return Fence(shop=shop, job=f"plans {at}", number=1)

    @rule(plan=st.sampled_from(PLANS), at=MOMENTS)
    def plan(self, plan: Plan, at: datetime) -> None:
        fence = self._fence(SHOP, at)
        self.both(lambda books: _without_id(books.plans.store(fence, plan, at)))

    @rule(place=st.integers(0, 2), at=MOMENTS)
    def approve(self, place: int, at: datetime) -> None:
        fence = self._fence(SHOP, at)
        self.both(lambda b: b.plans.approve(fence, _plan_id(b, place), by="kim", at=at))

    @rule(place=st.integers(0, 2), begun=st.sampled_from(PLANS), last=st.booleans(), at=MOMENTS)
    def begin(self, place: int, begun: Plan, last: bool, at: datetime) -> None:
        """
        Begin some writes on the strength of an approval, not always of their own.
        """
        fence = self._fence(SHOP, at)
        self.both(lambda b: use(b, fence, _plan_id(b, place), begun, at, last=last))

    # What they show.

    @invariant()
    def runs_are_the_same(self) -> None:
        self.same(lambda b: dict(b.run_book.several(RUNS)))
        self.same(lambda b: [list(b.run_book.recent(shop)) for shop in SHOPS])

    @invariant()
    def schedules_are_the_same(self) -> None:
        self.same(lambda b: list(b.schedule_book.entries()))
        self.same(
            lambda b: [b.schedule_book.last_tick(s, "orders", n) for s in SHOPS for n in NAMES]
        )

    @invariant()
    def plans_are_the_same(self) -> None:
        self.same(lambda b: [_without_id(stored) for stored in b.plans.waiting(SHOP)])


def _plan_id(books: Books, place: int) -> int:
    """
    Return the id these books gave to the plan at *place*; 0 when there is none.
    """
    waiting = books.plans.waiting(SHOP)
    return waiting[place].id if place < len(waiting) else 0


def _without_id(stored: StoredPlan) -> StoredPlan:
    """
    Return a plan without the number that each database gives by itself.
    """
    return attrs.evolve(stored, id=0)
