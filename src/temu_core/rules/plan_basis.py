"""What a planned write follows from, so that a later change of it is seen."""

import hashlib
from collections.abc import Iterable

from temu_core.package import PackageState
from temu_core.record import OrderRecord

_LENGTH = 32


def export_basis(record: OrderRecord) -> str:
    """
    Return a digest of all that an order's document is made of in our books.

    Times of changes and labels are no part of it: they change nothing of what is written.
    """
    return _digest(
        record.number,
        repr(record.listed.placed_at),
        repr(
            [(line.number, line.quantity, line.sku_id, line.name) for line in record.listed.lines]
        ),
        repr(record.address),
        repr(record.amounts),
        repr(sorted(record.corrections.items())),
    )


def shipment_basis(records: Iterable[OrderRecord]) -> str:
    """
    Return a digest of the parcels these orders have and the marketplace was not told of.
    """
    return _digest(
        *(
            repr((record.number, package.key, package.tracking_number, package.shipping_method))
            for record in sorted(records, key=lambda record: record.number)
            for package in record.packages
            if package.state is PackageState.FOUND
        )
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]
