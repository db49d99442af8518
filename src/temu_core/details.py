"""What is asked about an order besides its line in the list."""

import attrs

from shared_kernel.errors import Problem
from temu_core.address import BuyerAddress
from temu_core.amounts import OrderAmounts

#: ``Problem.code`` when the shop's token may not ask this at all.
NO_PERMISSION = "no_permission"


@attrs.frozen(kw_only=True)
class Needs:
    """
    What must still be asked about an order.
    """

    address: bool = False
    amounts: bool = False

    def __bool__(self) -> bool:
        return self.address or self.amounts


@attrs.frozen(kw_only=True)
class Details:
    """
    What was answered; None means it was not asked this time.
    """

    address: BuyerAddress | Problem | None = None
    amounts: OrderAmounts | Problem | None = None
