"""What a person can do about each reason an order was stopped for."""

from collections.abc import Mapping
from types import MappingProxyType

from temu_core.ledger import Hold, HoldReason, Remedy

_R = HoldReason


def _remedies(*special: Remedy) -> tuple[Remedy, ...]:
    return (*special, Remedy.TRY_AGAIN, Remedy.DONE_BY_HAND)


#: The most helpful remedy comes first.
REMEDIES: Mapping[HoldReason, tuple[Remedy, ...]] = MappingProxyType(
    {
        _R.UNKNOWN_VALUE: _remedies(),
        _R.BAD_ANSWER: _remedies(),
        _R.CASH_ON_DELIVERY: _remedies(Remedy.ALLOW_ONCE),
        _R.PICK_UP: _remedies(Remedy.ALLOW_ONCE),
        _R.OWN_SHIPPING_RESTRICTED: _remedies(Remedy.ALLOW_ONCE),
        _R.SEVERAL_PRODUCTS: _remedies(Remedy.ALLOW_ONCE),
        _R.CURRENCY_NOT_ALLOWED: _remedies(Remedy.ALLOW_ONCE),
        _R.COUNTRY_UNKNOWN: _remedies(Remedy.CORRECT_TEXT),
        _R.ADDRESS_INCOMPLETE: _remedies(Remedy.CORRECT_TEXT),
        _R.TEXT_TOO_LONG: _remedies(Remedy.CORRECT_TEXT),
        _R.TEXT_NOT_ENCODABLE: _remedies(Remedy.CORRECT_TEXT),
        _R.TOTALS_MISMATCH: _remedies(Remedy.ALLOW_ONCE),
        _R.VAT_UNCLEAR: _remedies(Remedy.ALLOW_ONCE),
        _R.QUANTITY_CHANGED: _remedies(Remedy.ALLOW_ONCE),
        _R.SKU_MISSING: _remedies(Remedy.MAP_SKU),
        _R.SKU_UNKNOWN: _remedies(Remedy.MAP_SKU),
        _R.NOT_TAKEN_BY_ERP: (Remedy.DELIVER_AGAIN, Remedy.TRY_AGAIN, Remedy.DONE_BY_HAND),
        _R.PACKAGE_MISMATCH: _remedies(),
        _R.CARRIER_UNKNOWN: _remedies(Remedy.MAP_CARRIER),
        _R.TRACKING_SHARED: _remedies(),
        _R.WAREHOUSE_UNKNOWN: _remedies(),
        _R.SHIPMENT_REFUSED: _remedies(),
    }
)

_ADVICE: Mapping[HoldReason, str] = MappingProxyType(
    {
        _R.UNKNOWN_VALUE: "Look the order up on the marketplace and book it by hand, "
        "or update the connector and try again.",
        _R.BAD_ANSWER: "Try again later; if it stays, look at the recorded answer "
        "and book the order by hand.",
        _R.CASH_ON_DELIVERY: "Allow this order once, or switch cash on delivery on "
        "in the settings.",
        _R.PICK_UP: "Allow this order once if you send it as a parcel all the same, "
        "or switch pick-up on in the settings.",
        _R.OWN_SHIPPING_RESTRICTED: "Ship it with the marketplace's own label and mark it done, "
        "or allow it once.",
        _R.SEVERAL_PRODUCTS: "Check which articles the line stands for, then allow it once "
        "or book the order by hand.",
        _R.CURRENCY_NOT_ALLOWED: "Add the currency in the settings if your ERP knows it, "
        "or allow this order once.",
        _R.COUNTRY_UNKNOWN: "Correct the country of the address; a two-letter code is enough.",
        _R.ADDRESS_INCOMPLETE: "Look the address up on the marketplace and fill in "
        "what is missing.",
        _R.TEXT_TOO_LONG: "Shorten the text so that the ERP has room for it.",
        _R.TEXT_NOT_ENCODABLE: "Retype the text without the characters the ERP cannot read.",
        _R.TOTALS_MISMATCH: "Compare the amounts with the marketplace; allow once if the lines "
        "are right, or book the order by hand.",
        _R.VAT_UNCLEAR: "Check the VAT rate; add it as an extra rate in the settings, or allow "
        "this order once with the rate its amounts show.",
        _R.QUANTITY_CHANGED: "Compare the quantities with the marketplace; allow once to export "
        "what is left, or book the order by hand.",
        _R.SKU_MISSING: "Say which article of your ERP this offer is.",
        _R.SKU_UNKNOWN: "Create the article in your ERP and try again, or say which article it is.",
        _R.NOT_TAKEN_BY_ERP: "Look for the order in the ERP; if it really is not there, "
        "deliver it again.",
        _R.PACKAGE_MISMATCH: "Compare the parcel with the order in the ERP, correct it there "
        "and try again.",
        _R.CARRIER_UNKNOWN: "Say which carrier of the marketplace this shipping method is.",
        _R.TRACKING_SHARED: "Give each order its own tracking number in the ERP, or confirm "
        "the shared parcel on the marketplace by hand.",
        _R.WAREHOUSE_UNKNOWN: "Set the warehouse in the settings or register one "
        "on the marketplace, then try again.",
        _R.SHIPMENT_REFUSED: "Read the marketplace's words, correct carrier or number in the ERP "
        "and try again.",
    }
)


def advice(reason: HoldReason) -> str:
    """
    Return one sentence that tells the merchant what to do.
    """
    return _ADVICE[reason]


def remedy_fits(hold: Hold, remedy: Remedy) -> bool:
    """
    Tell whether *remedy* can help against *hold*.
    """
    return remedy in REMEDIES[hold.reason]
