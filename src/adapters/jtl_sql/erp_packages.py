"""JTL's parcels."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import attrs

from adapters.jtl_sql.connection import JtlDatabase, Row, Rows
from adapters.jtl_sql.local_time import in_utc
from adapters.jtl_sql.package_contents import ErpPosition, PackedPosition, units_per_parcel
from adapters.jtl_sql.statements import delivered_positions, order_positions, parcels
from shared_kernel.sku import Sku
from temu_core.order import OrderNumber
from temu_core.package import ErpPackage, PackageKey
from temu_core.ports.erp_packages import ErpPackages


@attrs.frozen(kw_only=True)
class JtlPackages(ErpPackages):
    """
    Parcels by way of the delivery notes, of every order JTL has under a number.
    """

    database: JtlDatabase
    #: The zone of JTL's times.
    zone: ZoneInfo

    def of_orders(self, numbers: Collection[OrderNumber]) -> Sequence[ErpPackage]:
        """
        Return all parcels of these orders, oldest first.
        """
        found = self.database.rows_for_texts(numbers, parcels)
        # Contents are read after the parcels, so that none seems to be empty.
        contents = self._contents(found)
        return [
            ErpPackage(
                key=PackageKey(str(row.kVersand)),
                order=OrderNumber(row.asked),
                tracking_number=(row.cIdentCode or "").strip(),
                shipping_method=(row.method or "").strip(),
                shipped_at=self._moment(row.dVersendet),
                units=contents.get(row.kVersand, {}),
            )
            for row in sorted(found, key=lambda row: row.kVersand)
        ]

    def _contents(self, found: Rows) -> Mapping[int, Mapping[Sku, int]]:
        keys = {row.kAuftrag for row in found}
        lying = _by("kLieferschein", self.database.rows_for_keys(keys, delivered_positions))
        positions = _by("kAuftrag", self.database.rows_for_keys(keys, order_positions))

        contents: dict[int, Mapping[Sku, int]] = {}
        for order, of_order in _by("kAuftrag", found).items():
            packed = [
                share
                for note, of_note in _by("kLieferschein", of_order).items()
                for share in _packed(of_note, lying[note])
            ]
            of_order_positions = map(_position, positions[order])
            contents.update(units_per_parcel(of_order_positions, packed, _as_they_left(of_order)))
        return contents

    def _moment(self, local: datetime | None) -> datetime | None:
        return None if local is None else in_utc(local, self.zone)


def _as_they_left(rows: Rows) -> Sequence[int]:
    """
    Return parcel keys in the order they left; those still here come last.
    """
    gone = sorted((row.dVersendet, row.kVersand) for row in rows if row.dVersendet is not None)
    here = sorted(row.kVersand for row in rows if row.dVersendet is None)
    return [*(key for _, key in gone), *here]


def _packed(parcels_of_note: Rows, lying: Rows) -> Iterator[PackedPosition]:
    """
    Yield what lies in a delivery note's parcels.

    When nobody said what is in which, a single parcel holds the whole note.
    """
    if len(parcels_of_note) == 1 and all(row.kVersand is None for row in lying):
        parcel = parcels_of_note[0].kVersand
        for row in lying:
            yield PackedPosition(parcel=parcel, position=row.kBestellPos, units=row.noted)
        return
    for row in lying:
        if row.kVersand is not None:
            yield PackedPosition(parcel=row.kVersand, position=row.kBestellPos, units=row.packed)


def _position(row: Row) -> ErpPosition:
    # A set names itself as its set; 0 stands for none.
    component = row.set_key and row.set_key != row.kAuftragPosition
    return ErpPosition(
        key=row.kAuftragPosition,
        number=row.number or "",
        units=row.fAnzahl or Decimal(0),
        set_key=row.set_key if component else None,
    )


def _by(column: str, rows: Rows) -> Mapping[int, Rows]:
    grouped: dict[int, Rows] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, column)].append(row)
    return grouped
