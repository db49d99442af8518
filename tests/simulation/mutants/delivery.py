"""Ways to deliver an order twice, or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import attrs
from tests.simulation.mutants.mutation import Mutation, replacing

from shared_kernel.errors import Problem
from shared_kernel.run_context import RunContext
from temu_core.document import ExportBatch
from temu_core.intent import Intent
from temu_core.order import OrderNumber
from temu_core.ports.order_handover import Handover
from temu_core.record import OrderRecord
from temu_core.rules.delivery import DeliveryStep
from temu_core.use_cases.deliver_orders import DeliverOrders


@attrs.frozen(kw_only=True)
class ExportedAnyway(DeliverOrders):
    """
    Calls an order exported although the inbox did not take it.
    """

    def _settle(
        self,
        run: RunContext,
        intents: Mapping[OrderNumber, Intent],
        answers: Mapping[OrderNumber, Handover | Problem],
    ) -> None:
        super()._settle(run, intents, dict.fromkeys(intents, Handover.DELIVERED))


@attrs.frozen(kw_only=True)
class PutAwayAtOnce(DeliverOrders):
    """
    Puts a document away as soon as it is handed over.
    """

    def _send(self, run: RunContext, batch_id: str, records: Sequence[OrderRecord]) -> bool:
        sent = super()._send(run, batch_id, records)
        self.export_book.archived(run.fence, [batch_id])
        return sent


@attrs.frozen(kw_only=True)
class SentAfterSleep(DeliverOrders):
    """
    Sends whatever it recorded, however long ago that was.
    """

    def _hand_over(
        self, batch: ExportBatch, began: datetime
    ) -> Mapping[OrderNumber, Handover | Problem]:
        return super()._hand_over(batch, self.clock.now())


@attrs.frozen(kw_only=True)
class SentAtFirstLook(DeliverOrders):
    """
    Takes one empty look for a proof that an order never arrived.
    """

    def _step(self, run: RunContext, record: OrderRecord) -> DeliveryStep:
        step = super()._step(run, record)
        return DeliveryStep.SEND if step is DeliveryStep.NOTE_EMPTY_LOOK else step


MUTATIONS = (
    Mutation(
        "exported though the inbox insert failed",
        "I3",
        replacing("deliver_orders", ExportedAnyway),
    ),
    Mutation(
        "document put away before it was booked", "I3", replacing("deliver_orders", PutAwayAtOnce)
    ),
    Mutation("sent after a sleep", "I8", replacing("deliver_orders", SentAfterSleep)),
    Mutation(
        "handed over again at the first empty look",
        "I3",
        replacing("deliver_orders", SentAtFirstLook),
    ),
)
