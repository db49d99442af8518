"""Set the marketplace's stock where it differs: step 4 of the inventory sync."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import Family, Problem
from shared_kernel.run_context import Level, RunContext
from temu_core.alert import Alert, AlertKind
from temu_core.batches import in_batches
from temu_core.intent import Intent, IntentKind, IntentOutcome, Outcome
from temu_core.offer import SkuId
from temu_core.order import ShopId
from temu_core.plan import ApprovalUse, Plan, PlanKind, PlannedWrite
from temu_core.ports.alerts import Alerts
from temu_core.ports.marketplace_stock import MarketplaceStock, StockCall
from temu_core.ports.offer_book import OfferBook, PushResult
from temu_core.rules.batch_time import batch_seconds
from temu_core.rules.plan_hash import plan
from temu_core.rules.send_in_time import TOO_LATE, answered_by, in_time
from temu_core.rules.stock_delta import by_goods, stock_delta
from temu_core.rules.stock_guards import stock_doubts
from temu_core.shop import StockPolicy
from temu_core.stock import OfferState, StockUpdate
from temu_core.use_cases.read_back_stock import ReadBackStock
from temu_core.use_cases.write_gate import WriteGate


@attrs.frozen(kw_only=True)
class PushStock:
    """
    Read back what is open, then send the delta, goods by goods, absolute numbers.

    Only what the marketplace accepted is remembered, and only while the offer
    is still under that very update, so a crash repeats work instead of losing it.
    When too many offers would fall to 0, or numbers jump, those wait for a person;
    the rest is sent at once, for it would be oversold meanwhile.  The alert about
    them ends when they were sent, or when a later run finds nothing doubtful.
    """

    offer_book: OfferBook
    stock: MarketplaceStock
    read_back: ReadBackStock
    gate: WriteGate
    alerts: Alerts
    policy: StockPolicy
    clock: Clock
    #: How long one call may take before its answer counts as lost.
    call_s: float
    #: How many calls the marketplace's adapter makes at a time.
    calls_at_once: int
    #: Goods sent between two checkpoints.
    goods_at_once: int = 100

    def __call__(self, run: RunContext, *, dry_run: bool) -> Plan:
        """
        Return the plan that was made, applied or not.
        """
        run.step(4, "Inventory → API")
        shop = ShopId(run.fence.shop)
        self.read_back(run)
        updates, on_sale = self._delta(shop)
        run.count(differing=len(updates))
        doubts = stock_doubts(updates, on_sale, self.policy)
        more = bool(doubts.doubtful)
        if not more and not dry_run:
            self._end_alert(run)
        if self._apply(run, doubts.beyond_doubt, "", dry_run=dry_run, more=more) and more:
            self._apply(run, doubts.doubtful, doubts.reason, dry_run=dry_run)
        return _plan(updates, doubts.reason)

    def _apply(
        self,
        run: RunContext,
        updates: Sequence[StockUpdate],
        guard: str,
        *,
        dry_run: bool,
        more: bool = False,
    ) -> bool:
        """
        Send what the gate lets through; False when no other plan may follow in this run.

        With *more* to come an approval does not end here: it may be for what comes.
        """
        planned = _plan(updates, guard)
        permission = self.gate(run, planned, dry_run=dry_run, more=more)
        if not permission.granted:
            if permission.plan_id is not None:
                self._alert_guard(run, planned)
            # Another plan of this kind would take the place of the one that waits.
            return permission.plan_id is None
        every = by_goods(updates)
        left = len(every)
        for goods in in_batches(every, self.goods_at_once):
            left -= len(goods)
            approval = permission.use(planned, self.clock.now(), last=not left and not more)
            if not self._send(run, goods, approval):
                return False
        if guard:
            self._end_alert(run)
        return True

    def _delta(self, shop: ShopId) -> tuple[tuple[StockUpdate, ...], int]:
        on_sale = 0

        def counted() -> Iterator[OfferState]:
            nonlocal on_sale
            for offer in self.offer_book.active(shop):
                on_sale += bool(offer.marketplace_units)
                yield offer

        return stock_delta(counted()), on_sale

    def _send(
        self,
        run: RunContext,
        goods: Sequence[Sequence[StockUpdate]],
        approval: ApprovalUse | None,
    ) -> bool:
        """
        Send one batch; False when a person stopped the shop meanwhile.
        """
        lasts = batch_seconds(len(goods), call_s=self.call_s, at_once=self.calls_at_once)
        run.checkpoint(lasts)
        if not self.gate.still_open(run):
            return False
        now = self.clock.now()
        groups = {_intent_id(run, group): group for group in goods}
        intents = [_intent(run, group, now, lasts) for group in goods]
        allowed = self.offer_book.begin_push(run.fence, groups, intents, approval)
        calls = [
            StockCall(intent_id=intent_id, goods_id=group[0].goods_id, updates=kept)
            for intent_id, group in groups.items()
            if (kept := tuple(update for update in group if update.sku_id in allowed))
        ]
        self._settle(run, calls, self._set(calls, now) if calls else {})
        return True

    def _set(self, calls: Sequence[StockCall], began: datetime) -> Mapping[SkuId, Problem | None]:
        if not in_time(began, self.clock.now()):
            return {update.sku_id: TOO_LATE for call in calls for update in call.updates}
        return self.stock.set_units(calls)

    def _settle(
        self,
        run: RunContext,
        calls: Sequence[StockCall],
        answers: Mapping[SkuId, Problem | None],
    ) -> None:
        now = self.clock.now()
        results: list[PushResult] = []
        outcomes: list[IntentOutcome] = []
        for call in calls:
            verdicts = [
                _verdict(call.intent_id, update, answers.get(update.sku_id, _NO_ANSWER))
                for update in call.updates
            ]
            results.extend(result for result, _ in verdicts)
            worst = max((outcome for _, outcome in verdicts), key=_SEVERITY.index)
            texts = {a.text for u in call.updates if (a := answers.get(u.sku_id, _NO_ANSWER))}
            outcomes.append(
                IntentOutcome(
                    intent_id=call.intent_id,
                    outcome=worst,
                    evidence="; ".join(sorted(texts)) or "accepted",
                    at=now,
                )
            )
            run.count(**Counter(outcome.value for _, outcome in verdicts))
        self.offer_book.settle_push(run.fence, results, outcomes)
        self._report_refusals(run, results, now)

    def _report_refusals(
        self, run: RunContext, results: Sequence[PushResult], now: datetime
    ) -> None:
        refused = [result for result in results if result.refusal]
        for result in refused:
            run.note(Level.WARNING, result.refusal, sku_id=result.sku_id)
        self.alerts.raise_all(
            run.fence,
            [
                Alert(
                    kind=AlertKind.STOCK_REFUSED,
                    subject=str(result.sku_id),
                    text=f"the marketplace refused the stock of offer {result.sku_id}: "
                    f"{result.refusal}",
                    raised_at=now,
                )
                for result in refused
            ],
        )

    def _end_alert(self, run: RunContext) -> None:
        """
        Put the guard's alert away: nothing is doubtful any more.
        """
        by, now = f"run:{run.run_id}", self.clock.now()
        self.alerts.close_all_but(run.fence, AlertKind.GUARD, (), by=by, at=now)

    def _alert_guard(self, run: RunContext, planned: Plan) -> None:
        if not planned.approval_reason:
            return
        self.alerts.raise_all(
            run.fence,
            [
                Alert(
                    kind=AlertKind.GUARD,
                    subject=run.fence.shop,
                    text=f"{planned.approval_reason} Look at the plan and approve it.",
                    raised_at=self.clock.now(),
                )
            ],
        )


_NO_ANSWER = Problem(
    family=Family.OUTCOME_UNKNOWN, text="the marketplace's answer did not mention the offer"
)
#: From harmless to worst: an intent is as good as its worst offer.
_SEVERITY = [Outcome.ACCEPTED, Outcome.NOT_SENT, Outcome.REFUSED, Outcome.UNKNOWN]


def _verdict(
    intent_id: str, update: StockUpdate, answer: Problem | None
) -> tuple[PushResult, Outcome]:
    if answer is None:
        return PushResult(
            sku_id=update.sku_id, intent_id=intent_id, units=update.units
        ), Outcome.ACCEPTED
    if answer.family is Family.OUTCOME_UNKNOWN:
        return PushResult(
            sku_id=update.sku_id, intent_id=intent_id, units=None, settled=False
        ), Outcome.UNKNOWN
    if answer.family is Family.TRY_LATER:
        return PushResult(
            sku_id=update.sku_id, intent_id=intent_id, units=update.before
        ), Outcome.NOT_SENT
    return PushResult(
        sku_id=update.sku_id, intent_id=intent_id, units=update.before, refusal=answer.text
    ), Outcome.REFUSED


def _intent_id(run: RunContext, group: Sequence[StockUpdate]) -> str:
    # One goods may be sent twice in a run, with the offers that fall to 0 apart.
    word = "stock" if any(update.units for update in group) else "stock0"
    return f"{word}-{group[0].goods_id}-{run.run_id}"


def _intent(run: RunContext, group: Sequence[StockUpdate], now: datetime, lasts: float) -> Intent:
    return Intent(
        id=_intent_id(run, group),
        kind=IntentKind.STOCK_UPDATE,
        subject=f"goods {group[0].goods_id}",
        summary=", ".join(f"{u.sku_id}: {u.before} → {u.units}" for u in group),
        run_id=run.run_id,
        recorded_at=now,
        answer_by=answered_by(now, lasts),
    )


def _plan(updates: Sequence[StockUpdate], reason: str) -> Plan:
    return plan(
        PlanKind.STOCK,
        [
            PlannedWrite(
                subject=f"goods {u.goods_id}, offer {u.sku_id}",
                before="unknown" if u.before is None else str(u.before),
                after=str(u.units),
                details=(u.seller_sku,) if u.seller_sku else (),
                keys=(str(u.sku_id),),
                group=f"goods {u.goods_id}",
            )
            for u in updates
        ],
        reason,
    )
