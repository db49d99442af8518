"""
A whole scenario: both worlds at the start, and what will happen in them.
"""

from collections.abc import Mapping

import attrs

from sandbox.jtl.setup import JtlArticle, JtlStory
from sandbox.scenario.catalogue import Offer
from sandbox.scenario.orders import OrderScript


@attrs.frozen(kw_only=True)
class Carrier:
    """
    One carrier of the marketplace; *pattern* is what its tracking numbers look like.
    """

    id: int
    name: str
    pattern: str


@attrs.frozen(kw_only=True)
class Warehouse:
    """
    One of the seller's warehouses, as the marketplace knows it.
    """

    id: str
    name: str
    default: bool = True


CARRIERS = (
    Carrier(id=141252268, name="DHL", pattern=r"\d{12}|\d{20}|JJD\d{14,22}"),
    Carrier(id=314439762, name="UPS", pattern=r"1Z[0-9A-Z]{16}"),
    Carrier(id=699272611, name="FedEx", pattern=r"\d{15}"),
    Carrier(id=547987123, name="GLS", pattern=r"\d{11}|[A-Z]{2}[0-9A-Z]{6}"),
    Carrier(id=998264853, name="DPD", pattern=r"\d{14}"),
    Carrier(id=990000001, name="Hermes", pattern=r"H\d{19}|\d{16}"),
    Carrier(id=990000002, name="Deutsche Post", pattern=r"[A-Z]{2}\d{9}DE"),
)

#: The ERP's shipping methods; the first is the one orders arrive with.
SHIPPING_METHODS = (
    "TEMU",
    "DHL Paket",
    "DPD",
    "GLS",
    "Hermes",
    "UPS",
    "Deutsche Post",
    "Kurier Blitz",
)

WAREHOUSES = (Warehouse(id="WH-00000000000001", name="Lager Musterstadt"),)


@attrs.frozen(kw_only=True)
class Scenario:
    """
    Everything both worlds start with.
    """

    name: str
    offers: tuple[Offer, ...]
    articles: tuple[JtlArticle, ...]
    orders: tuple[OrderScript, ...]
    stories: Mapping[str, JtlStory] = attrs.field(factory=dict)
    carriers: tuple[Carrier, ...] = CARRIERS
    warehouses: tuple[Warehouse, ...] = WAREHOUSES
    shipping_methods: tuple[str, ...] = SHIPPING_METHODS
    rate_limit: bool = True
