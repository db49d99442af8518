"""
Carriers and warehouses.
"""

from sandbox.switches import Switches
from sandbox.temu.errors import bad_params
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop


def companies(shop: Shop, params: Params, switches: Switches) -> list[object]:
    """
    Answer the carriers of a region; a region the shop is not in has none.
    """
    region = params.identifier("regionId")
    if region is None:
        raise bad_params("regionId", "an id")
    if region != switches.region_id:
        return []
    return [
        {
            "logisticsServiceProviderId": carrier.id,
            "logisticsServiceProviderName": carrier.name,
            "logisticsBrandName": carrier.name,
        }
        for carrier in shop.carriers.values()
    ]


def warehouses(shop: Shop, _params: Params, switches: Switches) -> dict[str, object]:
    """
    Answer the seller's warehouses.
    """
    return {
        "warehouseList": [
            {
                "warehouseId": warehouse.id,
                "warehouseName": warehouse.name,
                "defaultWarehouse": warehouse.default,
                "regionId1": switches.region_id,
                "warehouseBrand": "Own",
                "warehouseManagementType": 1,
                "enableBuyShippingLabel": True,
            }
            for warehouse in shop.warehouses.values()
        ]
    }
