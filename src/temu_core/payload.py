"""Answers of the marketplace, kept as they came."""

import enum
from datetime import datetime

import attrs


class Call(enum.Enum):
    """
    What was asked; the value is the name used in files and tables.
    """

    ORDERS = "orders"
    ADDRESS = "address"
    AMOUNTS = "amounts"
    #: The rows of one order in a file a person brought.
    FILE_ROWS = "order_file_rows"
    OFFERS_ACTIVE = "offers_status2"
    OFFERS_INACTIVE = "offers_status3"


@attrs.frozen(kw_only=True)
class RawAnswer:
    """
    One answer's body, unchanged.
    """

    call: Call
    #: The order number, or the page as text.
    key: str
    received_at: datetime
    #: The JSON text as it came over the wire.
    body: str
