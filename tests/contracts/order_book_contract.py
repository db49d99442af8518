"""What every order book does."""

from tests.contracts.order_changes_contract import OrderChangesContract
from tests.contracts.order_lookups_contract import OrderLookupsContract


class OrderBookContract(OrderChangesContract, OrderLookupsContract):
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """
