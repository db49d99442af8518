"""An order as the ERP shows it."""

import attrs


@attrs.frozen(kw_only=True)
class ErpOrder:
    """
    What the ERP has under one marketplace order number.
    """

    #: The ERP's own order numbers, oldest first; more than one is a duplicate.
    numbers: tuple[str, ...]
    #: True only when every one of them is cancelled.
    cancelled: bool
