"""What the person does who looks after the shop."""

from collections.abc import Callable

import attrs

from shared_kernel.run_context import RunContext
from shared_kernel.sku import Sku
from simulation.dice import Dice
from simulation.ports import SHOP, Connector, Ports
from simulation.world import World
from temu_core.ledger import LedgerState, Remedy
from temu_core.plan import PlanState
from temu_core.record import OrderRecord
from temu_core.rules.holds import REMEDIES
from temu_core.rules.order_parcels import REFUSAL_OF
from temu_core.rules.remedies import Correction

PERSON = "person"
_NAME = "ada"

#: Does a piece of a person's work as a run of its own.
Does = Callable[[Callable[[RunContext], object]], object]


@attrs.frozen(kw_only=True)
class People:
    """
    Looks at what is held, at plans that wait and at the switch, and acts.
    """

    world: World
    ports: Ports
    connector: Connector
    does: Does

    def look(self, dice: Dice) -> str:
        """
        Do one thing a person might do now; empty when there is nothing to do.
        """
        if dice.one_in(12):
            self.does(self._stop)
            return "a person stops all writing"
        if self.world.tables.shops.get(SHOP) and self._is_stopped() and dice.one_in(2):
            self.does(self._resume)
            return "a person lets the shop write again"
        if self._erp_change() and dice.one_in(2):
            return self._accept_erp()
        waiting = self._waiting_plans()
        if waiting and dice.one_in(2):
            return self._approve(dice.pick(waiting), as_shown=dice.one_in(2))
        return self._mend_one(dice)

    def tidy_up(self) -> None:
        """
        Do everything a person would do before going home.
        """
        if self._is_stopped():
            self.does(self._resume)
        if self._erp_change():
            self._accept_erp()
        for plan in self._waiting_plans():
            self._approve(plan, as_shown=False)
        for record in self._held():
            self._mend(record, Dice(1), dare=False)

    def _waiting_plans(self) -> list[int]:
        plans = self.world.books.plans.waiting(SHOP)
        return [stored.id for stored in plans if stored.state is PlanState.WAITING]

    def _erp_change(self) -> str:
        return self.world.books.shop_register.switches(SHOP).erp_change

    def _is_stopped(self) -> bool:
        return self.world.books.shop_register.switches(SHOP).stopped

    def _held(self) -> list[OrderRecord]:
        orders = self.world.tables.orders
        return [record for _, record in sorted(orders.items()) if record.hold is not None]

    def _mend_one(self, dice: Dice) -> str:
        orders = sorted(self.world.tables.orders.items())
        needy = [
            record
            for _, record in orders
            if record.state
            in (LedgerState.HELD, LedgerState.CANCELLED_IN_ERP, LedgerState.CANCELLED_AFTER_EXPORT)
            or (record.packages and record.listed.labels)
        ]
        return self._mend(dice.pick(needy), dice, dare=True) if needy else ""

    def _mend(self, record: OrderRecord, dice: Dice, *, dare: bool) -> str:
        if record.state is not LedgerState.HELD:
            return self._decide(record, dice)
        if record.hold is None:
            return ""
        reason = record.hold.reason
        remedies = REMEDIES[reason]
        remedy = remedies[0] if not dare or not dice.one_in(4) else dice.pick(remedies)
        subject = record.hold.subject
        if remedy is Remedy.DELIVER_AGAIN:
            # A person looks there first, as the sentence of the hold says.
            self.world.take_away(record.number)
            if self.world.is_at_jtl(record.number):
                remedy = Remedy.TRY_AGAIN
        if remedy is Remedy.MAP_SKU:
            article = next(iter(self.world.erp.articles))
            self.does(lambda run: self._map_sku(run, Sku(subject), article))
        elif remedy is Remedy.MAP_CARRIER:
            self.does(lambda run: self._map_carrier(run, subject))
        else:
            corrections = _corrections(remedy, subject)
            self.does(
                lambda run: self.connector.mend_orders(
                    run, [record.number], remedy, person=_NAME, corrections=corrections
                )
            )
        return f"a person: {remedy.value} for {record.number} ({reason.value})"

    def _decide(self, record: OrderRecord, dice: Dice) -> str:
        """
        Settle what was cancelled on one side, or ship against a request.
        """
        if record.state in (LedgerState.CANCELLED_IN_ERP, LedgerState.CANCELLED_AFTER_EXPORT):
            if not dice.one_in(2):
                return ""
            self.does(
                lambda run: self.connector.mend_orders(
                    run, [record.number], Remedy.DONE_BY_HAND, person=_NAME
                )
            )
            return f"a person: {record.number} is done by hand"
        wanted = [REFUSAL_OF[label] for label in sorted(record.listed.labels, key=str)]
        self.does(
            lambda run: self.connector.accept_requests(run, record.number, wanted, person=_NAME)
        )
        return f"a person ships {record.number} against its requests"

    def _map_sku(self, run: RunContext, sku: Sku, article: Sku) -> None:
        self.connector.map_sku(run, sku, article, person=_NAME)

    def _map_carrier(self, run: RunContext, method: str) -> None:
        carrier = self.world.marketplace.carriers[-1].id
        self.connector.map_carrier(run, method, carrier, person=_NAME)

    def _approve(self, plan: int, *, as_shown: bool) -> str:
        """
        Approve a plan, or only if what it was computed from has not changed.
        """
        self.does(lambda run: self.connector.approve_plan(run, plan, by=_NAME, as_shown=as_shown))
        return f"a person approves plan {plan}{' as it was shown' if as_shown else ''}"

    def _accept_erp(self) -> str:
        change = self._erp_change()
        self.does(lambda run: self.connector.accept_erp(run, change, by=_NAME))
        return f"a person accepts the changed ERP: {change}"

    def _stop(self, run: RunContext) -> None:
        self.ports.shop_register.stop(run.fence, by=_NAME, at=self.ports.clock.now())

    def _resume(self, run: RunContext) -> None:
        self.ports.shop_register.resume(run.fence, by=_NAME, at=self.ports.clock.now())


def _corrections(remedy: Remedy, subject: str) -> tuple[Correction, ...]:
    if remedy is not Remedy.CORRECT_TEXT:
        return ()
    field = subject if subject.startswith(("address.", "line.")) else "address.post_code"
    return (Correction(field=field, value="12345"),)
