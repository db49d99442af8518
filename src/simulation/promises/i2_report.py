"""I2, as the merchant reads it: what the reconciliation report says is so."""

from datetime import datetime, timedelta

from adapters.memory.tables import Tables
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Runner
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber
from temu_core.reconciliation import Gap, GapKind, ReconciliationReport
from temu_core.use_cases.take_orders import UPDATES

_S = MarketplaceStatus
#: What the marketplace must have shown of an order for each of these.
_SHOWN_AS = {
    GapKind.CANCELLED_THERE: {_S.CANCELLED},
    GapKind.SHIPPED_THERE: {_S.SHIPPED, _S.PARTIALLY_DELIVERED, _S.DELIVERED},
    GapKind.OPEN_THERE: {_S.UNSHIPPED},
}


class ReportIsTrue(Promise):
    """
    What the reconciliation calls a gap is one in the outside world's books.

    An order that was shown and is not stored is always counted as one, and is
    called by number unless it changed after the last sync.  At rest every order
    shown is stored.
    """

    name = "I2"

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.reconciliations is after.reconciliations:
            return
        report = after.reconciliations[SHOP]
        if report is before.reconciliations.get(SHOP):
            return
        self.witness.counted["reconciliations"] += 1
        self.witness.counted["gaps"] += report.gap_count
        self._counts(report, runner, after)
        for gap in report.gaps:
            self._is_one(gap, report, runner, after)
        self._none_is_left_out(report, runner, after)

    def settled(self) -> None:
        report = self.world.tables.reconciliations.get(SHOP)
        if report is None or not report.complete or report.shown != report.stored:
            self.broken("the last report does not say that every order shown is stored")

    def _counts(self, report: ReconciliationReport, runner: Runner, after: Tables) -> None:
        if report.shown != len(runner.shown):
            self.broken(
                f"the report counts {report.shown} orders, the run was shown {len(runner.shown)}"
            )
        missing = report.shown - report.stored
        # What another run stored meanwhile may be counted either way.
        least, most = (
            sum((SHOP, number) not in tables.orders for number in runner.shown)
            for tables in (after, runner.began_with)
        )
        if not least <= missing <= most:
            self.broken(f"the report says {missing} orders are not stored, {least} are not")

    def _is_one(
        self, gap: Gap, report: ReconciliationReport, runner: Runner, after: Tables
    ) -> None:
        view = runner.views.get(gap.number)
        if gap.kind is GapKind.NOT_SHOWN:
            if gap.number in runner.shown:
                self.broken(f"{gap.number} was shown and is said not to be")
            if gap.number in self.world.marketplace.orders and not runner.misled:
                self.broken(f"{gap.number} is on the marketplace and is said not to be")
            return
        if view is None:
            self.broken(f"{gap.number} is called a gap and was never shown")
        if not runner.misled:
            self._follows(gap, view, after)
        if gap.kind is GapKind.NOT_STORED and (SHOP, gap.number) in runner.began_with.orders:
            self.broken(f"{gap.number} is stored and is said not to be")

    def _follows(self, gap: Gap, view: ListedOrder, after: Tables) -> None:
        known_until = after.watermarks.get((SHOP, UPDATES))
        if known_until is None or view.updated_at > known_until:
            self.broken(f"{gap.number} changed after the last sync and is called a gap")
        if view.status not in _SHOWN_AS.get(gap.kind, {view.status}):
            self.broken(f"{gap.number} was shown as {view.status.value}: no {gap.kind.value}")
        if gap.kind is not GapKind.NOT_STORED and gap.here not in self._states(gap.number, after):
            self.broken(f"{gap.number} was never {gap.here}")

    def _none_is_left_out(
        self, report: ReconciliationReport, runner: Runner, after: Tables
    ) -> None:
        known_until = runner.began_with.watermarks.get((SHOP, UPDATES))
        called = set(report.missing)
        for number in self._not_stored(report, runner, after, known_until):
            if number not in called:
                self.broken(f"{number} was shown and is not stored; the report does not say so")

    def _not_stored(
        self,
        report: ReconciliationReport,
        runner: Runner,
        after: Tables,
        known_until: datetime | None,
    ) -> list[OrderNumber]:
        """
        Return what a sync should have stored and none has, of all that was ever shown.
        """
        asked_since = report.at - timedelta(days=report.days)
        return [
            number
            for number in sorted(self.witness.shown)
            if (SHOP, number) not in after.orders
            and known_until is not None
            and (view := runner.views.get(number)) is not None
            and view.updated_at <= known_until
            and view.placed_at >= asked_since
        ]

    @staticmethod
    def _states(number: OrderNumber, after: Tables) -> set[str]:
        return {event.to_state.value for event in after.events.get((SHOP, number), ())}
