"""Ways to drop a parcel number, or to tell it twice."""

from collections.abc import Mapping, Sequence

import attrs
from tests.simulation.mutants.mutation import Mutation, replacing

from shared_kernel.errors import Problem
from shared_kernel.run_context import RunContext
from temu_core.confirmation import ShipmentConfirmation
from temu_core.intent import IntentOutcome, Outcome
from temu_core.ledger import HoldReason, LedgerState
from temu_core.package import PackageState
from temu_core.ports.shipment_desk import ConfirmationAccepted
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.ledger import keep, move
from temu_core.use_cases.confirm_shipments import ConfirmShipments
from temu_core.use_cases.read_back_shipments import ReadBackShipments


@attrs.frozen(kw_only=True)
class TrackingDropped(ConfirmShipments):
    """
    Ticks a parcel off after one refusal.
    """

    def _settle(
        self,
        run: RunContext,
        calls: Sequence[ShipmentConfirmation],
        answers: Mapping[str, ConfirmationAccepted | Problem],
    ) -> None:
        super()._settle(run, calls, answers)

        def ticked_off(record: OrderRecord) -> LedgerUpdate:
            packages = tuple(
                attrs.evolve(package, state=PackageState.ACCEPTED)
                if package.state is PackageState.REFUSED
                else package
                for package in record.packages
            )
            if record.hold is None or record.hold.reason is not HoldReason.SHIPMENT_REFUSED:
                return LedgerUpdate()
            back = record.held_from or LedgerState.SHIPPED
            change = move(
                record, back, text="done", by="run", at=self.clock.now(), packages=packages
            )
            return LedgerUpdate(changes=(change,))

        numbers = [number for call in calls for number in call.packages]
        self.order_book.change(
            run.fence,
            numbers,
            lambda known: LedgerUpdate.merged(ticked_off(record) for record in known.values()),
        )


@attrs.frozen(kw_only=True)
class BlindResend(ReadBackShipments):
    """
    Takes a lost answer for a refusal and sends again.
    """

    def _settle(self, run: RunContext, batch: Sequence[OrderRecord]) -> None:
        def found(record: OrderRecord) -> LedgerUpdate:
            packages = tuple(
                attrs.evolve(package, state=PackageState.FOUND)
                if package.state in (PackageState.SENDING, PackageState.UNKNOWN)
                else package
                for package in record.packages
            )
            unsent = tuple(
                IntentOutcome(
                    intent_id=intent_id,
                    outcome=Outcome.NOT_SENT,
                    evidence="no answer came",
                    at=self.clock.now(),
                )
                for intent_id in dict.fromkeys(
                    package.intent_id
                    for package in record.packages
                    if package.state in (PackageState.SENDING, PackageState.UNKNOWN)
                )
            )
            return LedgerUpdate(changes=(keep(record, packages=packages),), outcomes=unsent)

        self.order_book.change(
            run.fence,
            [record.number for record in batch],
            lambda known: LedgerUpdate.merged(found(record) for record in known.values()),
        )


MUTATIONS = (
    Mutation(
        "tracking dropped after a refusal", "I5", replacing("confirm_shipments", TrackingDropped)
    ),
    Mutation(
        "blind re-send after a lost answer", "I5", replacing("read_back_shipments", BlindResend)
    ),
)
