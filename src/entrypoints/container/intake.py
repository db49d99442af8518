"""How orders come in: what every other use case stands on."""

from dependency_injector import containers, providers

from entrypoints.shop_setup import ShopSetup
from temu_core.use_cases.accept_erp import AcceptErp
from temu_core.use_cases.backfill_orders import BackfillOrders
from temu_core.use_cases.check_erp import CheckErp
from temu_core.use_cases.check_shop import CheckShop
from temu_core.use_cases.fetch_details import FetchDetails
from temu_core.use_cases.import_orders import ImportOrders
from temu_core.use_cases.line_articles import LineArticles
from temu_core.use_cases.refresh_orders import RefreshOrders
from temu_core.use_cases.take_orders import TakeOrders
from temu_core.use_cases.walk_orders import WalkOrders
from temu_core.use_cases.write_gate import WriteGate
from temu_core.use_cases.write_payloads import WritePayloads


class Intake(containers.DeclarativeContainer):
    """
    What is asked of a shop before any work, and how its orders are taken in.
    """

    adapters = providers.DependenciesContainer()
    setup = providers.Dependency(instance_of=ShopSetup)
    line_articles = providers.Factory(
        LineArticles, offer_book=adapters.offer_book, sku_map=adapters.sku_map
    )
    gate = providers.Factory(
        WriteGate,
        plans=adapters.plans,
        register=adapters.shop_register,
        clock=adapters.clock,
        first_plan_needs_approval=setup.provided.first_plan_needs_approval,
        export_blocked=setup.provided.export_blocked,
    )
    check_shop = providers.Factory(
        CheckShop,
        accounts=adapters.seller_accounts,
        register=adapters.shop_register,
        alerts=adapters.alerts,
        clock=adapters.clock,
        marketplace_place=setup.provided.marketplace_place,
        erp_place=setup.provided.erp_place,
        region_id=setup.provided.region_id,
        needed_scopes=setup.provided.needed_scopes,
        files_only=setup.provided.files_only,
    )
    check_erp = providers.Factory(
        CheckErp,
        schema=adapters.erp_schema,
        register=adapters.shop_register,
        alerts=adapters.alerts,
        clock=adapters.clock,
    )
    accept_erp = providers.Factory(
        AcceptErp, register=adapters.shop_register, alerts=adapters.alerts, clock=adapters.clock
    )
    write_payloads = providers.Factory(WritePayloads, archive=adapters.payload_archive)
    #: Step 1 may read a recorded run; whatever is asked again later is asked of the network.
    walk_orders = providers.Factory(
        WalkOrders,
        feed=adapters.listing_feed,
        raw_answers=adapters.raw_answers,
        policy=setup.provided.listing,
    )
    fetch_listed_details = providers.Factory(
        FetchDetails,
        feed=adapters.listing_feed,
        raw_answers=adapters.raw_answers,
        order_book=adapters.order_book,
        policy=setup.provided.orders,
    )
    fetch_details = providers.Factory(
        FetchDetails,
        feed=adapters.order_feed,
        raw_answers=adapters.raw_answers,
        order_book=adapters.order_book,
        policy=setup.provided.orders,
    )
    import_orders = providers.Factory(
        ImportOrders,
        order_book=adapters.order_book,
        offer_book=adapters.offer_book,
        sku_map=adapters.sku_map,
        policy=setup.provided.orders,
        clock=adapters.clock,
    )
    refresh_orders = providers.Factory(
        RefreshOrders,
        feed=adapters.order_feed,
        raw_answers=adapters.raw_answers,
        fetch_details=fetch_details,
        import_orders=import_orders,
    )
    take_orders = providers.Factory(
        TakeOrders,
        walk_orders=walk_orders,
        fetch_details=fetch_listed_details,
        import_orders=import_orders,
        refresh_orders=refresh_orders,
        order_book=adapters.order_book,
        watermarks=adapters.watermarks,
        alerts=adapters.alerts,
        policy=setup.provided.listing,
        clock=adapters.clock,
        from_network=setup.provided.from_network,
    )
    backfill_orders = providers.Factory(
        BackfillOrders,
        refresh_orders=refresh_orders,
        walk_orders=walk_orders,
        fetch_details=fetch_details,
        import_orders=import_orders,
        zone=setup.provided.orders.erp_zone,
    )
