"""What the merchant's people do in JTL, at any moment."""

from collections.abc import Mapping

import attrs

from adapters.memory.erp import BookedOrder
from shared_kernel.sku import Sku
from simulation.dice import Dice
from simulation.world import World
from temu_core.order import OrderNumber
from temu_core.package import ErpPackage, PackageKey

#: A shipping method no carrier of the marketplace is called like.
UNKNOWN_METHOD = "Kurier Blitz"
_METHODS = ("DHL Paket", "DHL Paket", "UPS Standard", UNKNOWN_METHOD)


@attrs.define
class Warehouse:
    """
    Books, packs, cancels and counts; every verb says in a sentence what happened.
    """

    world: World
    parcels: int = 0

    def work(self, dice: Dice) -> str:
        """
        Let JTL's worker take what waits; it books it some minutes later.
        """
        minutes = dice.pick((0, 0, 0, 2, 9))
        self.world.jtl_works(minutes=minutes)
        return f"JTL's worker looks into its inbox and books after {minutes} min"

    def pack(self, dice: Dice) -> str:
        """
        Pack everything that is left of an order.
        """
        orders = self._to_pack()
        if not orders:
            return self.work(dice)
        order = dice.pick(orders)
        return self._send(order.external, self.world.unpacked(order), dice)

    def pack_a_part(self, dice: Dice) -> str:
        """
        Pack one unit of an order.
        """
        orders = self._to_pack()
        if not orders:
            return ""
        order = dice.pick(orders)
        sku = dice.pick(sorted(self.world.unpacked(order), key=str))
        return self._send(order.external, {sku: 1}, dice)

    def pack_together(self, dice: Dice) -> str:
        """
        Pack two orders into one parcel with one number.
        """
        orders = self._to_pack()
        if len(orders) < 2:
            return self.pack(dice)
        first = dice.pick(orders)
        second = dice.pick([order for order in orders if order is not first])
        number = self._number()
        for order in (first, second):
            self._pack(order.external, self.world.unpacked(order), number, "DHL Paket", left=True)
        return f"{first.external} and {second.external} leave together as {number}"

    def leave(self, dice: Dice) -> str:
        """
        Let a parcel go of which only the label was printed.
        """
        waiting = [p for p in self.world.erp.parcels if p.shipped_at is None]
        if not waiting:
            return ""
        parcel = dice.pick(waiting)
        self._replace(parcel, attrs.evolve(parcel, shipped_at=self.world.clock.now()))
        return f"parcel {parcel.tracking_number} leaves"

    def delete(self, dice: Dice) -> str:
        """
        Delete a parcel.
        """
        if not self.world.erp.parcels:
            return ""
        parcel = dice.pick(self.world.erp.parcels)
        self.world.erp.parcels = [p for p in self.world.erp.parcels if p is not parcel]
        return f"parcel {parcel.tracking_number} is deleted in JTL"

    def correct(self, dice: Dice) -> str:
        """
        Give a parcel another number or another shipping method.
        """
        if not self.world.erp.parcels:
            return ""
        parcel = dice.pick(self.world.erp.parcels)
        if dice.one_in(2):
            changed = attrs.evolve(parcel, tracking_number=self._number())
        else:
            changed = attrs.evolve(parcel, shipping_method=dice.pick(_METHODS))
        self._replace(parcel, changed)
        return (
            f"parcel {parcel.tracking_number} becomes {changed.tracking_number} by "
            f"{changed.shipping_method}"
        )

    def cancel(self, dice: Dice) -> str:
        """
        Cancel an order in JTL.
        """
        orders = self._to_pack()
        if not orders:
            return ""
        order = dice.pick(orders)
        self.world.erp.cancel(order.external)
        return f"{order.external} is cancelled in JTL"

    def count(self, dice: Dice) -> str:
        """
        Book goods in or out.
        """
        sku = dice.pick(list(self.world.erp.articles))
        level = self.world.erp.articles[sku]
        change = dice.among(-4, 8)
        physical = None if level.physical is None else level.physical + change
        self.world.erp.articles[sku] = attrs.evolve(
            level, sellable=level.sellable + change, physical=physical
        )
        return f"JTL counts {change:+d} of {sku}"

    def put(
        self,
        order: OrderNumber,
        units: Mapping[Sku, int],
        number: str,
        method: str = "DHL Paket",
        *,
        left: bool = True,
    ) -> None:
        """
        Pack a parcel; with ``left=False`` only its label is printed.
        """
        self._pack(order, units, number, method, left=left)

    def finish(self) -> None:
        """
        Send off everything that is still in the house.
        """
        for parcel in list(self.world.erp.parcels):
            if parcel.shipped_at is None:
                self._replace(parcel, attrs.evolve(parcel, shipped_at=self.world.clock.now()))
        for order in self._to_pack():
            units = self.world.unpacked(order)
            self._pack(order.external, units, self._number(), "DHL Paket", left=True)

    def _send(self, order: OrderNumber, units: Mapping[Sku, int], dice: Dice) -> str:
        number, method = self._number(), dice.pick(_METHODS)
        left = not dice.one_in(6)
        self._pack(order, units, number, method, left=left)
        return (
            f"{order}: {sum(units.values())} units {'leave' if left else 'are labelled'} "
            f"as {number} by {method}"
        )

    def _pack(
        self, order: OrderNumber, units: Mapping[Sku, int], number: str, method: str, *, left: bool
    ) -> None:
        # Not the memory ERP's own verb: its keys come again once a parcel was deleted.
        self.parcels += 1
        self.world.erp.parcels.append(
            ErpPackage(
                key=PackageKey(f"P{self.parcels:03d}"),
                order=order,
                tracking_number=number,
                shipping_method=method,
                shipped_at=self.world.clock.now() if left else None,
                units=dict(units),
            )
        )

    def _replace(self, old: ErpPackage, new: ErpPackage) -> None:
        self.world.erp.parcels = [new if p is old else p for p in self.world.erp.parcels]

    def _to_pack(self) -> list[BookedOrder]:
        return [order for order in self.world.open_orders() if self.world.unpacked(order)]

    def _number(self) -> str:
        return f"JJD{self.parcels + 1:04d}{len(self.world.erp.parcels)}"
