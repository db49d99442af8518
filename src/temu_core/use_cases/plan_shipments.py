"""Decide which parcels the marketplace is told about, and how: the plan of step 5."""

from collections.abc import Mapping, Sequence

import attrs

from shared_kernel.clock import Clock
from shared_kernel.run_context import Level, RunContext
from temu_core.confirmation import ShipmentConfirmation
from temu_core.ledger import Hold, LedgerState
from temu_core.order import OrderNumber, ShopId
from temu_core.package import CarrierId, PackageState, WarehouseId
from temu_core.plan import Plan, PlanKind, PlannedWrite
from temu_core.ports.alerts import Alerts
from temu_core.ports.mappings import CarrierMap
from temu_core.ports.order_book import OrderBook
from temu_core.ports.shipment_desk import ShipmentDesk
from temu_core.record import LedgerUpdate, OrderRecord
from temu_core.rules.acceptance import acceptance_of
from temu_core.rules.carriers import propose_mappings
from temu_core.rules.confirmations import plan_confirmations
from temu_core.rules.ledger import move
from temu_core.rules.pending_requests import shipped_despite_request
from temu_core.rules.plan_basis import shipment_basis
from temu_core.rules.plan_hash import plan
from temu_core.rules.plan_lines import parcel_lines
from temu_core.shop import ShipmentPolicy
from temu_core.use_cases.refresh_orders import RefreshOrders

_SHIPPED = frozenset({LedgerState.PARTIALLY_SHIPPED, LedgerState.SHIPPED})


@attrs.frozen(kw_only=True)
class ShipmentPlan:
    """
    Calls to make, each with the versions its orders were read at.
    """

    plan: Plan
    confirmations: tuple[ShipmentConfirmation, ...]
    versions: Mapping[OrderNumber, int]


@attrs.frozen(kw_only=True)
class PlanShipments:
    """
    Ask about pending requests once more, choose carriers, and plan the calls.

    Writes nothing outside; orders that cannot be told of are held with a reason.
    An order the marketplace does not show when asked again is not told of now,
    nor is any other that shares a parcel with it.
    """

    refresh_orders: RefreshOrders
    order_book: OrderBook
    desk: ShipmentDesk
    carrier_map: CarrierMap
    alerts: Alerts
    policy: ShipmentPolicy
    clock: Clock

    def __call__(
        self, run: RunContext, orders: Sequence[OrderRecord], warehouse: WarehouseId | Hold | None
    ) -> ShipmentPlan:
        """
        Return the plan for those of *orders* (and orders sharing a parcel) that can be told of.
        """
        shop = ShopId(run.fence.shop)
        numbers = {record.number for record in self._with_sharers(shop, orders)}
        fresh = self.refresh_orders(run, numbers)
        records = tuple(self.order_book.read(shop, numbers).values())
        planned = plan_confirmations(
            records,
            carriers=self._carriers(run, shop, records),
            warehouse=None if isinstance(warehouse, Hold) else warehouse,
            policy=self.policy,
            acceptance={record.number: acceptance_of(record) for record in records},
        )
        calls = [call for call in planned.confirmations if call.packages.keys() <= fresh]
        holds = dict(planned.holds)
        if isinstance(warehouse, Hold):
            holds |= {number: warehouse for call in calls for number in call.packages}
            calls = []
        self._hold(run, holds)
        self._warn_of_requests(run, records, planned.waiting)
        for number, why in planned.waiting.items():
            run.note(Level.INFO, why, order=number)
        run.count(waiting=len(planned.waiting))
        return _shipment_plan(calls, {record.number: record for record in records})

    def _warn_of_requests(
        self,
        run: RunContext,
        records: Sequence[OrderRecord],
        waiting: Mapping[OrderNumber, str],
    ) -> None:
        """
        Raise an alert per order that left while its buyer waits for an answer.
        """
        now = self.clock.now()
        found = (
            shipped_despite_request(record, at=now)
            for record in records
            if record.number in waiting
        )
        self.alerts.raise_all(run.fence, [alert for alert in found if alert is not None])

    def _with_sharers(self, shop: ShopId, orders: Sequence[OrderRecord]) -> list[OrderRecord]:
        numbers = {
            package.tracking_number
            for record in orders
            for package in record.packages
            if package.state is PackageState.FOUND
        }
        return [*orders, *self.order_book.bearing(shop, numbers)]

    def _carriers(
        self, run: RunContext, shop: ShopId, records: Sequence[OrderRecord]
    ) -> Mapping[str, CarrierId | None]:
        """
        Return the carrier map; methods never seen are added, filled in where it is plain.
        """
        known = {m.shipping_method: m.carrier for m in self.carrier_map.read(shop)}
        folded = {method.strip().casefold() for method in known}
        new = {
            package.shipping_method
            for record in records
            for package in record.packages
            if package.shipping_method.strip().casefold() not in folded
        }
        if not new:
            return known
        proposed = propose_mappings(new, self.desk.carriers())
        self.carrier_map.propose(run.fence, proposed, self.clock.now())
        return known | {mapping.shipping_method: mapping.carrier for mapping in proposed}

    def _hold(self, run: RunContext, holds: Mapping[OrderNumber, Hold]) -> None:
        if not holds:
            return
        by, now = f"run:{run.run_id}", self.clock.now()

        def decide(known: Mapping[OrderNumber, OrderRecord]) -> LedgerUpdate:
            return LedgerUpdate(
                changes=tuple(
                    move(
                        record,
                        LedgerState.HELD,
                        text=holds[number].text,
                        by=by,
                        at=now,
                        hold=holds[number],
                    )
                    for number, record in known.items()
                    if record.state in _SHIPPED
                )
            )

        self.order_book.change(run.fence, holds.keys(), decide)
        run.count(held=len(holds))
        for number, hold in holds.items():
            run.note(Level.WARNING, hold.text, order=number, reason=hold.reason.value)


def _shipment_plan(
    calls: Sequence[ShipmentConfirmation], records: Mapping[OrderNumber, OrderRecord]
) -> ShipmentPlan:
    return ShipmentPlan(
        plan=plan(
            PlanKind.CONFIRM,
            [
                PlannedWrite(
                    subject=", ".join(sorted(call.packages)),
                    before="not confirmed",
                    after="; ".join(
                        f"carrier {parcel.carrier}, number {parcel.tracking_number}, "
                        f"{sum(item.units for item in parcel.items)} units"
                        for parcel in call.parcels
                    ),
                    details=parcel_lines(call),
                    basis=shipment_basis([records[number] for number in call.packages]),
                    keys=tuple(sorted(call.packages)),
                )
                for call in calls
            ],
        ),
        confirmations=tuple(calls),
        versions={number: record.version for number, record in records.items()},
    )
