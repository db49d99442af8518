"""What to do next about handing an exported order to the ERP."""

import enum
from datetime import datetime

from temu_core.record import Delivery, DeliveryState
from temu_core.shop import OrderPolicy


class DeliveryStep(enum.Enum):
    """
    The next step of a delivery that was looked for in the ERP and at the handover place.
    """

    #: Certainly not there: hand it over.
    SEND = "send"
    #: Looked for in vain for the first time after a lost answer.
    NOTE_EMPTY_LOOK = "note_empty_look"
    #: Looked for in vain, but the second look is not due yet.
    WAIT = "wait"


def next_delivery_step(
    delivery: Delivery, *, run_id: str, now: datetime, policy: OrderPolicy
) -> DeliveryStep:
    """
    Return the next step for an order that is nowhere to be seen in the ERP.

    An order whose attempt may have arrived is sent again only after two empty
    looks some time apart, because the ERP shows an order late and takes a
    second document as a second order.
    """
    if delivery.state is DeliveryState.RECORDED:
        return DeliveryStep.SEND
    if delivery.state is DeliveryState.SENDING and delivery.run_id == run_id:
        return DeliveryStep.WAIT
    if delivery.empty_look_at is None:
        return DeliveryStep.NOTE_EMPTY_LOOK
    if now - delivery.empty_look_at >= policy.second_look_after:
        return DeliveryStep.SEND
    return DeliveryStep.WAIT
