"""
What a token may do and how long.
"""

from collections.abc import Collection

from sandbox.switches import Switches
from sandbox.temu.shop import Shop

_LIFETIME_S = 365 * 86_400
_LOCAL, _SEMI_MANAGED = 100, 1
_UNITED_STATES = 211


def token_info(shop: Shop, switches: Switches, scopes: Collection[str]) -> dict[str, object]:
    """
    Answer shop, region, permissions and expiry of the token.
    """
    return {
        "mallId": switches.mall_id,
        "mallType": _SEMI_MANAGED if switches.semi_managed else _LOCAL,
        "regionId": _UNITED_STATES if switches.wrong_region else switches.region_id,
        "semiUniqueId": None,
        "expiredTime": shop.counters.started + _LIFETIME_S,
        "apiScopeList": sorted(scopes),
        "appSubscribeEventCodeList": [],
        "appSubscribeStatus": 0,
        "authEventCodeList": [],
    }
