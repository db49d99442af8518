"""I3: an order is delivered to the ERP at most once."""

from collections.abc import Mapping
from typing import Any

from adapters.memory.tables import Tables
from simulation.faults import Call
from simulation.ports import SHOP
from simulation.promises.promise import Promise, Scene
from simulation.witness import Runner
from temu_core.order import OrderNumber
from temu_core.record import DeliveryState, OrderRecord


class DeliveredOnce(Promise):
    """
    An order is delivered to the ERP at most once, unless a person orders it again.

    What is delivered are the bytes that were stored with the decision; nothing
    is rendered anew.  A document the ERP put away unbooked was no delivery, and
    what our books call delivered did arrive.
    """

    name = "I3"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._decided: dict[OrderNumber, bytes] = {}

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.batches is not after.batches:
            for key in after.batches.keys() - before.batches.keys():
                for order in after.batches[key].orders:
                    if order.number in self._decided:
                        self.broken(f"the export of {order.number} was decided a second time")
                    self._decided[order.number] = order.body
        if before.orders is not after.orders:
            for key, record in after.orders.items():
                was = before.orders.get(key)
                if was is None or record is was:
                    continue
                if _ordered_again(was, record, after):
                    self.witness.ordered_again[record.number] += 1
                if _said_delivered(was, record) and not self._did_arrive(record.number):
                    self.broken(f"our books say {record.number} was delivered; it never arrived")

    def reached(self, call: Call, args: Mapping[str, Any], runner: Runner) -> None:
        if call.method != "deliver":
            return
        for order in args["batch"].orders:
            documents = self.witness.arrived.get(order.number, ())
            if documents and documents[-1] != self._decided.get(order.number):
                self.broken(f"{order.number} was delivered with other bytes than were stored")
            alive = len(documents) - self.world.dropped[order.number]
            if alive > 1 + self.witness.ordered_again[order.number]:
                self.broken(f"{order.number} was delivered to the ERP {alive} times")

    def _did_arrive(self, number: OrderNumber) -> bool:
        return number in self.witness.arrived or self.world.is_at_jtl(number)

    def settled(self) -> None:
        booked = [order.external for order in self.world.erp.orders]
        for number in self._decided:
            record = self.world.tables.orders[SHOP, number]
            delivered = record.delivery is not None
            if delivered and record.erp_number and number not in booked:
                self.broken(f"{number} is said to be in the ERP and is not")


def _said_delivered(was: OrderRecord, now: OrderRecord) -> bool:
    """
    Tell whether our books just began to say that an order was delivered.
    """
    delivered = DeliveryState.DELIVERED
    if now.delivery is None or now.delivery.state is not delivered:
        return False
    return was.delivery is None or was.delivery.state is not delivered


def _ordered_again(was: OrderRecord, now: OrderRecord, after: Tables) -> bool:
    """
    Tell whether a person just ordered a delivery a second time.
    """
    if was.delivery is None or now.delivery is None or was.delivery == now.delivery:
        return False
    by = after.events[SHOP, now.number][-1].by
    return now.delivery.state is DeliveryState.RECORDED and by.startswith("person:")
