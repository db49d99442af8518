"""
The order list and the order detail.
"""

import hashlib
from collections.abc import Callable

from sandbox.scenario.orders import OrderChange
from sandbox.switches import Switches
from sandbox.temu.errors import TemuRefusal, bad_params
from sandbox.temu.order_json import detail_of, item_of
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop
from sandbox.temu.state import Order

_MOST_NUMBERS = 20
_SORTED_BY = {"createTime": "created", "updateTime": "updated"}

Filter = Callable[[Order], bool]


def visible(shop: Shop, order: Order, switches: Switches) -> bool:
    """
    Return whether the order is placed and, with the delay switched on, shown yet.
    """
    return order.created + switches.late_visibility_s <= shop.now()


def list_orders(shop: Shop, params: Params, switches: Switches) -> dict[str, object]:
    """
    Answer one page of orders, newest first by *sortby*.
    """
    page, size = params.page("pageNumber", "pageSize", 100)
    sort_by = params.text("sortby", "createTime")
    if sort_by not in _SORTED_BY:
        raise bad_params("sortby", "createTime or updateTime")
    placed_by = shop.now() - switches.late_visibility_s
    found = [o for o in shop.newest_first(_SORTED_BY[sort_by]) if o.created <= placed_by]
    for keep in _filters(params):
        found = list(filter(keep, found))
    if switches.shuffle_pages:
        found.sort(key=lambda o: hashlib.md5(o.number.encode()).digest())
    if switches.repeat_page_forever:
        page = 1
    elif page > 1 and switches.take("duplicate_pages"):
        page -= 1

    shown = found[(page - 1) * size : page * size]
    answer: dict[str, object] = {
        "totalItemNum": len(found),
        "pageItems": [item_of(shop, order) for order in shown],
    }
    if len(found) > page * size and switches.take("move_between_pages"):
        # The order just shown leaves the window or its place, everything behind
        # it slips forward, and the first order of the next page is never shown.
        shop.change_order(shown[0], OrderChange(), shop.now() + 1)
    return answer


def order_detail(shop: Shop, params: Params, switches: Switches) -> dict[str, object]:
    """
    Answer one order with everything but address, amounts and tracking numbers.
    """
    order = shop.orders.get(params.text("parentOrderSn"))
    if order is None or not visible(shop, order, switches):
        raise TemuRefusal(140020002)
    return detail_of(shop, order)


def combined_groups(shop: Shop, _params: Params, switches: Switches) -> dict[str, object]:
    """
    Answer the groups of open orders that may travel in one parcel.
    """
    groups: dict[str, list[Order]] = {}
    for order in shop.orders.values():
        if order.group and order.status == 2 and visible(shop, order, switches):
            groups.setdefault(order.group, []).append(order)
    return {
        "combinedShippingGroups": [
            {
                "combinedShippingGroup": [
                    {
                        "parentOrderSn": order.number,
                        "parentOrderStatus": order.status,
                        "parentOrderTime": order.created,
                        "mallId": switches.mall_id,
                        "semiUniqueId": None,
                    }
                    for order in group
                ]
            }
            for group in groups.values()
            if len(group) > 1
        ]
    }


def _filters(params: Params) -> list[Filter]:
    filters = _windows(params)
    status = params.integer("parentOrderStatus", 0)
    if status:
        filters.append(lambda o: o.status == status)
    if numbers := set(params.texts("parentOrderSnList")):
        if len(numbers) > _MOST_NUMBERS:
            raise bad_params("parentOrderSnList", f"at most {_MOST_NUMBERS} numbers")
        filters.append(lambda o: o.number in numbers)
    if kinds := set(params.texts("fulfillmentTypeList")):
        filters.append(lambda o: o.fulfillment in kinds)
    if labels := set(params.texts("parentOrderLabel")):
        filters.append(lambda o: not labels.isdisjoint(o.labels))
    if (region := params.identifier("regionId")) is not None:
        filters.append(lambda o: o.region_id == region)
    if (sku := params.identifier("skuId")) is not None:
        filters.append(lambda o: any(line.sku_id == sku for line in o.lines))
    return filters


def _windows(params: Params) -> list[Filter]:
    windows: list[Filter] = []
    created = params.window("createAfter", "createBefore")
    if created is not None:
        windows.append(lambda o: created[0] <= o.created <= created[1])
    updated = params.window("updateAtStart", "updateAtEnd")
    if updated is not None:
        windows.append(lambda o: updated[0] <= o.updated <= updated[1])
    confirmed = params.window("parentConfirmTimeStart", "parentConfirmTimeEnd")
    if confirmed is not None:
        windows.append(lambda o: confirmed[0] <= (o.confirmed or 0) <= confirmed[1])
    latest = params.window("expectShipLatestTimeStart", "expectShipLatestTimeEnd")
    if latest is not None:
        windows.append(lambda o: latest[0] <= o.ship_latest <= latest[1])
    return windows
