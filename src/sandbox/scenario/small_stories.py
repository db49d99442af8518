"""
What the ERP does with single orders of the scenario ``small``.

Every order not named here is booked after 5 minutes and leaves two hours
later in one DHL parcel.
"""

from collections.abc import Mapping
from decimal import Decimal

from sandbox.jtl.setup import JtlParcel, JtlStory

DAY_S = 86_400
HOUR_S = 3_600

#: One number for two orders that travel in one parcel.
_SHARED = "00340434000000000999"


def _parcel(method: str, tracking: str, after_s: int = 2 * HOUR_S, **units: int) -> JtlParcel:
    items = {number.replace("_", "-"): Decimal(count) for number, count in units.items()}
    return JtlParcel(after_s=after_s, method=method, tracking=tracking, items=items)


def stories() -> Mapping[str, JtlStory]:
    """
    Return the stories by order number.
    """
    told = {
        121: JtlStory(
            parcels=(
                _parcel("DHL Paket", "00340434000000001211", KERZE_ROT=2),
                _parcel("DPD", "01234567890121", KERZE_ROT=1, BECHER_01=1),
            )
        ),
        122: JtlStory(
            parcels=(
                _parcel("GLS", "12345678122", LAMPE_KLEIN=1),
                _parcel("GLS", "12345679122", DAY_S, SOCKEN_39=2),
            )
        ),
        123: JtlStory(parcels=(_parcel("DHL Paket", _SHARED),)),
        124: JtlStory(parcels=(_parcel("DHL Paket", _SHARED),)),
        125: JtlStory(parcels=(), delivery_note_without_parcel=True),
        126: JtlStory(label_only=True),
        127: JtlStory(parcels=(_parcel("Kurier Blitz", "BLITZ000127"),)),
        130: JtlStory(refuse=True),
        131: JtlStory(cancel_after_s=4 * HOUR_S, parcels=()),
        138: JtlStory(parcels=(_parcel("UPS", "1ZTEST000000000138"),)),
        139: JtlStory(parcels=(_parcel("Hermes", "H0000000000000000139"),)),
        140: JtlStory(parcels=(_parcel("Deutsche Post", "RR000000140DE"),)),
        141: JtlStory(parcels=(_parcel("DHL Paket", ""),)),
        142: JtlStory(book_after_s=3 * HOUR_S),
        143: JtlStory(parcels=()),
        116: JtlStory(parcels=()),
        118: JtlStory(parcels=()),
    }
    return {f"PO-076-{suffix:017d}": story for suffix, story in told.items()}
