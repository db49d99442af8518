"""The product, wired over whatever ports the fault simulator gives it."""

from pathlib import Path

import attrs
from dependency_injector import containers, providers

from entrypoints.container.use_cases import UseCases
from entrypoints.shop_setup import ShopSetup
from job_core.ports.shared_clock import OneMachine
from simulation.ports import CALL_S, SHOP, Connector, Policies, Ports

#: The region of the marketplace in memory.
_REGION = 76


def simulated_use_cases(ports: Ports, policies: Policies) -> UseCases:
    """
    Return every use case of a simulated shop; a test may put others in their places.
    """
    adapters = containers.DynamicContainer()
    for field in attrs.fields(Ports):
        setattr(adapters, field.name, providers.Object(getattr(ports, field.name)))
    adapters.shared_clock = providers.Object(OneMachine())
    setup = ShopSetup(
        shop=SHOP,
        shops=(SHOP,),
        region_id=_REGION,
        marketplace_place="memory",
        erp_place="memory",
        folder=Path("never-written"),
        orders=policies.orders,
        listing=policies.listing,
        shipments=policies.shipments,
        stock=policies.stock,
        first_plan_needs_approval=policies.first_plan_needs_approval,
        call_s=CALL_S,
    )
    return UseCases(adapters=adapters, setup=setup)


def connector_of(use_cases: UseCases) -> Connector:
    """
    Return what the simulator drives.
    """
    return Connector(
        execute_run=use_cases.execute_run(),
        sync_orders=use_cases.sync_orders(),
        sync_inventory=use_cases.sync_inventory(),
        reconcile_orders=use_cases.reconcile_orders(),
        approve_plan=use_cases.approve_plan(),
        accept_erp=use_cases.accept_erp(),
        mend_orders=use_cases.mend_orders(),
        accept_requests=use_cases.accept_requests(),
        map_sku=use_cases.map_sku(),
        map_carrier=use_cases.map_carrier(),
    )


def simulated_connector(ports: Ports, policies: Policies) -> Connector:
    """
    Return the product as it is, over *ports*.
    """
    return connector_of(simulated_use_cases(ports, policies))
