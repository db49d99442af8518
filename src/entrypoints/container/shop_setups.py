"""What one shop's use cases need to know, from the settings."""

import socket
from datetime import timedelta

import attrs
import httpx
import sqlalchemy as sa

from adapters.temu_http.scopes import needed_scopes
from entrypoints.container.jtl_temu_adapters import temu_options
from entrypoints.settings.settings import Settings, ShopSettings
from entrypoints.shop_setup import ShopSetup
from temu_core.document import DeliveryWay
from temu_core.order import ShopId


def shop_setup(
    settings: Settings,
    name: str,
    *,
    demo: bool = False,
    recorded: bool = False,
    deadline: timedelta | None = None,
) -> ShopSetup:
    """
    Return one shop's setup as the merchant set it.

    Args:
        demo: The outside world is the sandbox: nothing needs approval.
        recorded: Step 1 reads recorded answers; the watermark then stays.
        deadline: Overrides how long a run may take.
    """
    shop = settings.shops[name]
    setup = ShopSetup(
        shop=ShopId(name),
        shops=tuple(ShopId(other) for other in settings.shops),
        region_id=shop.temu.region_id,
        marketplace_place="sandbox" if demo else httpx.URL(shop.temu.base_url).host,
        erp_place="sandbox" if demo else _place(sa.make_url(settings.erp.url), settings),
        folder=settings.data / name,
        orders=shop.order_policy(settings.erp.zone),
        listing=shop.listing_policy(),
        shipments=shop.shipment_policy(),
        stock=shop.stock_policy(),
        first_plan_needs_approval=not demo,
        export_blocked=_export_blocked(shop),
        bare_file_name=shop.orders.bare_file_name,
        needed_scopes=needed_scopes(temu_options(shop.temu)),
        retention=settings.retention.policy(),
        call_s=temu_options(shop.temu).longest_write_s,
        calls_at_once=temu_options(shop.temu).concurrency,
        files_only=shop.temu.access == "files",
        from_network=not recorded,
        demo=demo,
    )
    if deadline is None:
        return setup
    return attrs.evolve(setup, orders_deadline=deadline, inventory_deadline=deadline)


def _export_blocked(shop: ShopSettings) -> str:
    """
    Return why nothing is handed over here; empty when it is.

    Orders of a file cannot be read again just before, so a person must want that.  Two
    machines would write order files twice.
    """
    if shop.temu.access == "files" and not shop.order_file.export_unchecked:
        return (
            "orders of this shop come from files, and nobody can ask Temu whether a buyer "
            "cancelled since; to export them all the same, set order_file.export_unchecked = true"
        )
    wanted = shop.orders.delivering_machine
    here = socket.gethostname()
    if shop.orders.delivery is not DeliveryWay.FILE or wanted.casefold() in ("", here.casefold()):
        return ""
    return f"order files are written by {wanted} only (orders.delivering_machine); this is {here}"


def _place(url: sa.URL, settings: Settings) -> str:
    """
    Return which ERP this is, without user and password.
    """
    return f"{url.host or url.database or 'dsn'}/{settings.erp.database}"
