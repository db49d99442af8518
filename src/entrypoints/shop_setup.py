"""Everything one shop's use cases are built from, besides adapters."""

from datetime import timedelta
from pathlib import Path

import attrs

from temu_core.order import ShopId
from temu_core.privacy import RetentionPolicy
from temu_core.shop import ListingPolicy, OrderPolicy, ShipmentPolicy, StockPolicy


@attrs.frozen(kw_only=True)
class ShopSetup:
    """
    One shop's policies and limits.
    """

    shop: ShopId
    #: All shops whose orders live in this database and sell this ERP's stock.
    shops: tuple[ShopId, ...]
    region_id: int
    #: Where marketplace and ERP are, without secrets; binds the database to them.
    marketplace_place: str
    erp_place: str
    #: The shop's own folder.
    folder: Path
    orders: OrderPolicy = attrs.field(factory=OrderPolicy)
    listing: ListingPolicy = attrs.field(factory=ListingPolicy)
    shipments: ShipmentPolicy = attrs.field(factory=ShipmentPolicy)
    stock: StockPolicy = attrs.field(factory=StockPolicy)
    #: True for a real shop; the demonstration's outside world needs no approval.
    first_plan_needs_approval: bool = True
    #: Why this machine hands no orders over; empty when it does.
    export_blocked: str = ""
    #: One file name for all order documents, as some imports want it.
    bare_file_name: bool = False
    #: What the marketplace's token must allow; without it a run fails before any write.
    needed_scopes: frozenset[str] = frozenset()
    retention: RetentionPolicy = attrs.field(factory=RetentionPolicy)
    #: How long an outside write may take before its answer counts as lost, in seconds.
    call_s: float = 60.0
    #: How many outside writes of a batch are under way at a time.
    calls_at_once: int = 16
    orders_deadline: timedelta = timedelta(seconds=300)
    inventory_deadline: timedelta = timedelta(seconds=60)
    #: Goods whose stock is sent between two checkpoints.
    goods_at_once: int = 100
    #: The shop has no access to the marketplace: its orders come as files.
    files_only: bool = False
    #: False when orders are read from a recorded run.
    from_network: bool = True
    demo: bool = False
