"""Which of the seller's places a parcel is said to come from."""

from collections.abc import Sequence

from temu_core.ledger import Hold, HoldReason
from temu_core.package import Warehouse, WarehouseId


def choose_warehouse(wanted: str, known: Sequence[Warehouse]) -> WarehouseId | Hold | None:
    """
    The merchant's choice wins, then the marketplace's default, then the only one there is.

    Returns:
        None for a shop without warehouses, which need none; a Hold when there
        are several and nobody said which.
    """
    if wanted:
        return WarehouseId(wanted)
    default = [place.id for place in known if place.is_default] or [place.id for place in known]
    if not default:
        return None
    if len(default) == 1:
        return default[0]
    names = ", ".join(f"{place.name} ({place.id})" for place in known)
    return Hold(
        reason=HoldReason.WAREHOUSE_UNKNOWN,
        text=f"the marketplace knows several warehouses and no default: {names}",
        subject="shipments.warehouse",
    )
