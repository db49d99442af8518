"""
The operations of the router by their type.
"""

from collections.abc import Callable, Mapping

from sandbox.switches import Switches
from sandbox.temu.account import token_info
from sandbox.temu.addresses import decrypted_shipping_info, shipping_info
from sandbox.temu.amounts import order_amounts
from sandbox.temu.cancellations import list_cancellations
from sandbox.temu.catalogue import list_skus
from sandbox.temu.logistics import companies, warehouses
from sandbox.temu.orders import combined_groups, list_orders, order_detail
from sandbox.temu.params import Params
from sandbox.temu.shipments import confirm_shipment, correct_shipment, shipment_of
from sandbox.temu.shop import Shop
from sandbox.temu.stock import edit_stock, query_stock

Operation = Callable[[Shop, Params, Switches], object]

LIST = "bg.order.list.v2.get"
DETAIL = "bg.order.detail.v2.get"
AMOUNTS = "bg.order.amount.query"
CONFIRM = "bg.logistics.shipment.v2.confirm"
CORRECT = "bg.logistics.shipment.shippingtype.update"
EDIT_STOCK = "bg.local.goods.stock.edit"
TOKEN_INFO = "bg.open.accesstoken.info.get"  # noqa: S105 - an operation, no secret

#: The operations that change something.
WRITES = frozenset({CONFIRM, CORRECT, EDIT_STOCK})


def granted_scopes(switches: Switches) -> frozenset[str]:
    """
    Return the operations the token may call.
    """
    missing = set(switches.missing_scopes)
    if switches.amounts_scope_missing:
        missing.add(AMOUNTS)
    return frozenset(OPERATIONS) - missing


def _token_info(shop: Shop, _params: Params, switches: Switches) -> object:
    return token_info(shop, switches, granted_scopes(switches))


OPERATIONS: Mapping[str, Operation] = {
    LIST: list_orders,
    DETAIL: order_detail,
    "bg.order.shippinginfo.v2.get": shipping_info,
    "bg.order.decryptshippinginfo.get": decrypted_shipping_info,
    AMOUNTS: order_amounts,
    "bg.order.combinedshipment.list.get": combined_groups,
    "bg.logistics.companies.get": companies,
    "bg.logistics.warehouse.list.get": warehouses,
    CONFIRM: confirm_shipment,
    "bg.logistics.shipment.v2.get": shipment_of,
    CORRECT: correct_shipment,
    "bg.local.goods.sku.list.query": list_skus,
    "temu.local.goods.sku.stock.query": query_stock,
    EDIT_STOCK: edit_stock,
    "bg.aftersales.cancel.list.get": list_cancellations,
    TOKEN_INFO: _token_info,
}
