"""Whether a shop is written to outside, in one word."""

from typing import Literal, TypeAlias

from entrypoints.open_shop import OpenShop
from temu_core.ports.shop_register import ShopSwitches

WritingState: TypeAlias = Literal["on", "stopped", "erp_changed", "waits_for_approval"]


def writing_state(shop: OpenShop, switches: ShopSwitches) -> WritingState:
    """
    Return the first reason for which nothing is written, or ``on``.
    """
    if switches.stopped:
        return "stopped"
    if switches.erp_change:
        return "erp_changed"
    approved = switches.approved_at is not None or not shop.setup.first_plan_needs_approval
    return "on" if approved else "waits_for_approval"
