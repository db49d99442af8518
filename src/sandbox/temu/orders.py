"""
The order list and the order detail.
"""

import hashlib
from collections.abc import Callable

import attrs

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
    filters = _filters(params)

    found = [
        order
        for order in shop.newest_first(_SORTED_BY[sort_by])
        if visible(shop, order, switches) and all(keep(order) for keep in filters)
    ]
    if switches.shuffle_pages:
        found.sort(key=lambda o: hashlib.md5(o.number.encode()).digest())
    if switches.repeat_page_forever:
        page = 1
    elif page > 1 and switches.take("duplicate_page_next"):
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


@attrs.frozen
class _Within:
    """
    Keeps the orders whose moment lies in a closed window.
    """

    moment: Callable[[Order], int | None]
    first: int
    last: int

    def __call__(self, order: Order) -> bool:
        at = self.moment(order)
        return at is not None and self.first <= at <= self.last


def _filters(params: Params) -> list[Filter]:
    filters: list[Filter] = []
    for moment, start, end in (
        (lambda o: o.created, "createAfter", "createBefore"),
        (lambda o: o.updated, "updateAtStart", "updateAtEnd"),
        (lambda o: o.confirmed, "parentConfirmTimeStart", "parentConfirmTimeEnd"),
        (lambda o: o.ship_latest, "expectShipLatestTimeStart", "expectShipLatestTimeEnd"),
    ):
        window = params.window(start, end)
        if window is not None:
            filters.append(_Within(moment, *window))
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
