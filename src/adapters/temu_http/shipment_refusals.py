"""What a merchant can do about a refused shipment confirmation."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from shared_kernel.errors import ConnectorError, Problem, RejectedError

_NUMBER = "correct the tracking number in the ERP"
_WAREHOUSE = "set temu.warehouse to a warehouse registered in Seller Center"
_CARRIER = "map the shipping method to the carrier that really ships"
_OWN_LABEL = "Temu does not let this shop ship with its own parcel numbers; use Temu's label"
_COMBINED = "these orders may not travel in one parcel; ship them separately"

#: Code to sentence and the field at fault.  Source: Temu's error table of the operation.
_SENTENCES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        120012004: ("the order is already shipped at Temu; nothing was changed", ""),
        120012007: ("Temu does not know this order or line", "parentOrderSn"),
        120012016: ("Temu does not know this order or line", "parentOrderSn"),
        120012012: ("nothing of the order is left to ship", ""),
        120012015: (f"the addresses differ; {_COMBINED}", ""),
        120012023: ("the buyer asked for another address; answer that first", "confirmAcceptance"),
        120012030: ("the buyer asked to cancel; answer that first", "confirmAcceptance"),
        120017007: ("Temu reviews a cancellation of this order; wait for it", "confirmAcceptance"),
        120012031: ("Temu checks this order for risk; wait for it", "confirmAcceptance"),
        120012034: (_OWN_LABEL, ""),
        120011059: (f"not with USPS: {_OWN_LABEL}", "carrierId"),
        120011092: (f"not with FedEx: {_OWN_LABEL}", "carrierId"),
        120012041: ("the same line is named twice for one parcel", "orderSendInfoList"),
        120015037: (f"Temu does not accept this carrier here; {_CARRIER}", "carrierId"),
        120015026: (f"large goods go with listed carriers only; {_CARRIER}", "carrierId"),
        120015030: (f"large goods go with listed carriers only; {_CARRIER}", "carrierId"),
        120014001: (f"the tracking number is empty; {_NUMBER}", "trackingNumber"),
        120014003: (f"the tracking number is used twice; {_NUMBER}", "trackingNumber"),
        120014004: (f"the tracking number was used before; {_NUMBER}", "trackingNumber"),
        120014005: (f"Temu does not recognise the tracking number; {_NUMBER}", "trackingNumber"),
        120014008: ("the tracking number is one of Temu's own labels", "trackingNumber"),
        120014019: (f"the tracking number has forbidden characters; {_NUMBER}", "trackingNumber"),
        120014020: (f"the tracking number is not this carrier's; {_CARRIER}", "trackingNumber"),
        120014022: (f"the tracking number is another carrier's; {_CARRIER}", "trackingNumber"),
        120014023: (f"the tracking number is not valid; {_NUMBER}", "trackingNumber"),
        120015527: (f"the warehouse is missing; {_WAREHOUSE}", "selfShippingWarehouseId"),
        120011085: (f"Temu does not know the warehouse; {_WAREHOUSE}", "selfShippingWarehouseId"),
        120011086: (f"Temu does not know the warehouse; {_WAREHOUSE}", "selfShippingWarehouseId"),
        120011006: (
            "the warehouse's address is incomplete in Seller Center",
            "selfShippingWarehouseId",
        ),
        120012063: ("this warehouse may not ship the order", "selfShippingWarehouseId"),
        120012064: ("this warehouse may not ship the order", "selfShippingWarehouseId"),
        120011030: ("a warehouse of Temu's partner ships this order", ""),
        120011031: ("an agreement with Temu is not signed; see Seller Center", ""),
        120015539: (_COMBINED, ""),
        120015543: ("an order that needs a signature must travel alone", ""),
        120011011: ("the carrier does not deliver to this address", "carrierId"),
        120011065: ("the order has no address at Temu", ""),
        120015528: ("cash on delivery ships with Temu's label only", ""),
        120018021: ("this order ships with Temu's label only", ""),
    }
)


def in_words(error: ConnectorError) -> Problem:
    """
    Return *error* as a Problem that says what to do, followed by Temu's own words.
    """
    problem = Problem.of(error)
    code = int(error.code) if error.code.isdigit() else 0
    if not isinstance(error, RejectedError) or code not in _SENTENCES:
        return problem
    sentence, field = _SENTENCES[code]
    told = error.text[error.text.find("(") :]
    return attrs.evolve(problem, text=f"{sentence} {told}", field=field)
