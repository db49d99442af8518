"""
The marketplace's refusals: its error codes and what it says with them.
"""

#: Code → text.  Sources: the fact sheet's tables; wording is the sandbox's own
#: except where the sheet quotes it.
TEXTS = {
    3000000: "Bad parameters.",
    3000001: "sign is invalid, please check your sign calculation",
    3000002: "type is missing",
    3000003: "type is unknown",
    3000010: "timestamp is missing",
    3000011: "timestamp is more than 300 seconds ahead",
    3000012: "timestamp is expired",
    3000013: "data_type is missing",
    3000014: "data_type must be JSON",
    3000025: "app_key is missing",
    3000026: "app_key is unknown",
    3000030: "access_token is missing",
    3000031: "access_token is unknown",
    3000032: "access_token has no permission for this API",
    3000034: "access_token is expired or replaced",
    3000040: "sign is missing",
    4000000: "Temu internal system error, please try again later.",
    4000004: "too frequent requests, exceeding rate limit.",
    7000000: "business service error",
    120011030: "The order is shipped by a cooperative warehouse.",
    120011045: "Sub parcels need a single item of quantity 1.",
    120011072: "Please call the host of the shop's region.",
    120011085: "Warehouse id is invalid.",
    120011098: "At most 10 sub parcels are allowed.",
    120012004: "The order is already shipped; the call has no effect.",
    120012007: "Parent order does not exist.",
    120012012: "No shippable orders.",
    120012015: "Orders with different addresses cannot travel in one parcel.",
    120012016: "Order and parent order do not match.",
    120012023: "Address change pending. Please process before shipping.",
    120012030: "Order cancel pending. Please process before shipping.",
    120012031: "Risk control alert pending. Please process before shipping.",
    120012034: "The shop is restricted from shipping with its own tracking numbers.",
    120012041: "The same order is named twice for one tracking number.",
    120014001: "Tracking number is blank.",
    120014003: "Duplicate tracking number.",
    120014004: "Tracking number is already used.",
    120014019: "Tracking number contains symbols.",
    120014020: "Tracking number is not valid for this carrier.",
    120014022: "Tracking number belongs to another carrier.",
    120014023: "Tracking number is invalid.",
    120015037: "The carrier is not allowed for this scenario.",
    120015527: "selfShippingWarehouseId is missing.",
    120015528: "Cash on delivery ships with a Temu label only.",
    120015529: "The package can no longer be edited.",
    120015539: "The orders cannot be combined.",
    120018027: "Package does not exist.",
    140020002: "Order not found.",
    140020008: "Amounts are still being computed, please retry later.",
    140020012: "The window ends before it starts.",
    140020013: "Both ends of the window are needed.",
    140020014: "Timestamps are UNIX seconds.",
    150010003: "Invalid Request Parameters",
    150013001: "Duplicate SKU.",
    150013002: "Stock quantity is out of range.",
    150013003: "Targets and changes cannot be mixed.",
    180020003: "Invalid parameter.",
}


class TemuRefusal(Exception):
    """
    The marketplace says no; carries its error code.
    """

    def __init__(self, code: int, detail: str = "") -> None:
        text = TEXTS[code]
        super().__init__(f"{text} {detail}" if detail else text)
        self.code = code


def bad_params(path: str, wanted: str) -> TemuRefusal:
    """
    Return the refusal of a wrong type or value, naming its *path*.
    """
    return TemuRefusal(3000000, f"{path}: {wanted} expected")
