"""I6: no more is offered than there is."""

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

from adapters.memory.tables import OfferRow, Tables
from shared_kernel.sku import Sku
from simulation.faults import Call
from simulation.ports import SHOP
from simulation.promises.promise import Promise
from simulation.witness import Runner
from temu_core.order import MarketplaceStatus
from temu_core.shop import StockSharing
from temu_core.stock import Availability

_UNSHIPPED = frozenset({MarketplaceStatus.UNSHIPPED, MarketplaceStatus.PENDING})


class NotOversold(Promise):
    """
    Per article the pushed targets never exceed what is available by the inputs read for them.

    With ``split`` that is their sum.  What is open on the marketplace and not
    in the ERP counts as gone.  What a person teaches while a run works counts
    for the next one.  Our books say of the marketplace's stock only what it
    answered; at rest it shows what we want.
    """

    name = "I6"

    def requested(self, call: Call, args: Mapping[str, Any], runner: Runner) -> None:
        if call.method != "set_units":
            return
        tables = self.world.tables
        pushed = [tables.offers[SHOP, u.sku_id] for one in args["calls"] for u in one.updates]
        for one in args["calls"]:
            for update in one.updates:
                row = tables.offers[SHOP, update.sku_id]
                if row.target is None or row.target.units != update.units:
                    self.broken(f"offer {update.sku_id} was set to a number that is no target")
        for article in dict.fromkeys(r.target.availability.sku for r in pushed if r.target):
            self._check(article, runner)

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.offers is after.offers:
            return
        for key, row in after.offers.items():
            was = before.offers.get(key)
            if was is None or row is was or not was.intent_id or row.intent_id:
                continue
            sku_id = row.offer.sku_id
            units = row.marketplace_units
            if sku_id in runner.not_set and units is not None and units == runner.not_set[sku_id]:
                self.broken(
                    f"our books say offer {sku_id} shows {units}; the marketplace refused that"
                )

    def settled(self) -> None:
        for (_, sku_id), row in self.world.tables.offers.items():
            offer = self.world.marketplace.offers[sku_id].offer
            if row.active and row.target is not None and row.target.units != offer.stock:
                self.broken(
                    f"offer {sku_id} should show {row.target.units} and shows {offer.stock}"
                )

    def _check(self, article: Sku, runner: Runner) -> None:
        rows = self._rows_of(article)
        targets = [row.target for row in rows if row.target is not None]
        inputs = targets[0].availability
        offered = (
            max(target.units for target in targets)
            if self.policies.stock.sharing is StockSharing.POOL
            else sum(target.units for target in targets)
        )
        if offered > _available(inputs):
            self.broken(
                f"{offered} units of {article} are offered, its inputs allow {_available(inputs)}"
            )
        reserved = self._open_units(runner)[article]
        if inputs.reserved < reserved:
            self.broken(
                f"{reserved} units of {article} were sold and are not in the ERP, "
                f"{inputs.reserved} were held back"
            )

    def _rows_of(self, article: Sku) -> list[OfferRow]:
        return [
            row
            for row in self.world.tables.offers.values()
            if row.active and row.target is not None and row.target.availability.sku == article
        ]

    def _open_units(self, runner: Runner) -> Counter[Sku]:
        """
        Return what this run was shown as sold and the ERP did not show it before its stock.
        """
        tables = self.world.tables
        units: Counter[Sku] = Counter()
        for number, view in runner.open_after_stock.items():
            record = tables.orders.get((SHOP, number))
            if number in runner.in_erp or record is None or record.closed_why is not None:
                continue
            present = self.world.marketplace.orders[number].listed
            # Another run was shown it as it is now, and stored that meanwhile.
            for line in (present if record.listed == present else view).lines:
                if line.status in _UNSHIPPED and line.seller_sku.strip():
                    sku = Sku(line.seller_sku)
                    units[runner.taught.get((SHOP, sku), sku)] += line.quantity
        return units


def _available(inputs: Availability) -> int:
    """
    The sum a merchant would do on paper, written anew.
    """
    stock = inputs.sellable if inputs.physical is None else min(inputs.sellable, inputs.physical)
    return max(0, math.floor(stock) - inputs.reserved - inputs.buffer)
