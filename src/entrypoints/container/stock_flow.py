"""Stock out to the marketplace."""

from dependency_injector import providers

from entrypoints.container.intake import Intake
from temu_core.use_cases.compute_targets import ComputeTargets
from temu_core.use_cases.fetch_offers import FetchOffers
from temu_core.use_cases.push_stock import PushStock
from temu_core.use_cases.read_back_stock import ReadBackStock
from temu_core.use_cases.read_levels import ReadLevels
from temu_core.use_cases.sync_inventory import SyncInventory

adapters = Intake.adapters
setup = Intake.setup


class StockFlow(Intake):
    """
    Everything the inventory sync does.
    """

    fetch_offers = providers.Factory(
        FetchOffers,
        feed=adapters.offer_feed,
        raw_answers=adapters.raw_answers,
        offer_book=adapters.offer_book,
        clock=adapters.clock,
    )
    read_levels = providers.Factory(
        ReadLevels,
        offer_book=adapters.offer_book,
        erp_stock=adapters.erp_stock,
        policy=setup.provided.stock,
        clock=adapters.clock,
    )
    compute_targets = providers.Factory(
        ComputeTargets,
        offer_book=adapters.offer_book,
        order_book=adapters.order_book,
        sku_map=adapters.sku_map,
        line_articles=Intake.line_articles,
        erp_orders=adapters.erp_orders,
        read_levels=read_levels,
        walk_orders=Intake.walk_orders,
        import_orders=Intake.import_orders,
        watermarks=adapters.watermarks,
        listing=setup.provided.listing,
        policy=setup.provided.stock,
        clock=adapters.clock,
        shops=setup.provided.shops,
    )
    read_back_stock = providers.Factory(
        ReadBackStock,
        offer_book=adapters.offer_book,
        stock=adapters.marketplace_stock,
        clock=adapters.clock,
    )
    push_stock = providers.Factory(
        PushStock,
        offer_book=adapters.offer_book,
        stock=adapters.marketplace_stock,
        read_back=read_back_stock,
        gate=Intake.gate,
        alerts=adapters.alerts,
        policy=setup.provided.stock,
        clock=adapters.clock,
        call_s=setup.provided.call_s,
        calls_at_once=setup.provided.calls_at_once,
        goods_at_once=setup.provided.goods_at_once,
    )
    sync_inventory = providers.Factory(
        SyncInventory,
        check_shop=Intake.check_shop,
        fetch_offers=fetch_offers,
        write_payloads=Intake.write_payloads,
        check_erp=Intake.check_erp,
        compute_targets=compute_targets,
        push_stock=push_stock,
    )
