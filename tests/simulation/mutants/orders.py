"""Ways to lose sight of an order, or to overlook that it is cancelled."""

from collections.abc import Collection, Iterator, Mapping

import attrs
from dependency_injector import providers
from tests.simulation.mutants.mutation import Mutation, changing, replacing

from entrypoints.container.use_cases import UseCases
from shared_kernel.errors import Problem
from shared_kernel.run_context import RunContext
from temu_core.details import Details
from temu_core.ledger import LedgerState
from temu_core.order import ListedOrder, MarketplaceStatus, OrderNumber, ShopId
from temu_core.record import LedgerUpdate
from temu_core.rules.reconciliation import Found
from temu_core.use_cases.import_orders import ImportOrders
from temu_core.use_cases.reconcile_orders import ReconcileOrders
from temu_core.use_cases.take_orders import TakeOrders


@attrs.frozen(kw_only=True)
class NothingNew(ImportOrders):
    """
    Imports what is known already, and nothing new.
    """

    def __call__(
        self,
        run: RunContext,
        listed: Mapping[OrderNumber, ListedOrder | Problem],
        details: Mapping[OrderNumber, Details],
    ) -> LedgerUpdate:
        known = self.order_book.read(ShopId(run.fence.shop), listed.keys())
        return super().__call__(run, {n: listed[n] for n in listed if n in known}, details)


@attrs.frozen(kw_only=True)
class IncompleteForgotten(TakeOrders):
    """
    Waits for a change of an order whose amounts were not ready, which never comes.
    """

    def _ask_again_about_incomplete(
        self, run: RunContext, shop: ShopId, seen: set[OrderNumber]
    ) -> None:
        pass


@attrs.frozen(kw_only=True)
class OnlyWhatItHas(ReconcileOrders):
    """
    Looks each of its own orders up, and never what else there is.
    """

    def _both_sides(
        self,
        run: RunContext,
        shop: ShopId,
        there: Mapping[OrderNumber, ListedOrder | Problem],
        not_shown: Collection[OrderNumber],
    ) -> Iterator[Found]:
        found = super()._both_sides(run, shop, there, not_shown)
        return (one for one in found if one.here is not None)


@attrs.frozen(kw_only=True)
class CancellationOverlooked(ImportOrders):
    """
    Does not import what is cancelled: there is nothing to sell any more.
    """

    def __call__(
        self,
        run: RunContext,
        listed: Mapping[OrderNumber, ListedOrder | Problem],
        details: Mapping[OrderNumber, Details],
    ) -> LedgerUpdate:
        known = self.order_book.read(ShopId(run.fence.shop), listed.keys())
        rest = {
            number: order
            for number, order in listed.items()
            if number not in known
            or known[number].state is not LedgerState.READY
            or not isinstance(order, ListedOrder)
            or order.status is not MarketplaceStatus.CANCELLED
        }
        return super().__call__(run, rest, details)


def _backfill_of_nothing_new(use_cases: UseCases) -> None:
    refresh = use_cases.refresh_orders
    takes = providers.Factory(NothingNew, **use_cases.import_orders.kwargs)
    again = providers.Factory(refresh.cls, **(refresh.kwargs | {"import_orders": takes}))
    use_cases.backfill_orders.add_kwargs(refresh_orders=again)


MUTATIONS = (
    Mutation("backfill that takes nothing new", "I1", changing(_backfill_of_nothing_new)),
    Mutation(
        "incomplete orders not asked about again",
        "I2",
        replacing("take_orders", IncompleteForgotten),
    ),
    Mutation(
        "reconciliation comparing only what it has",
        "I2",
        replacing("reconcile_orders", OnlyWhatItHas),
    ),
    Mutation("cancelled order exported", "I4", replacing("import_orders", CancellationOverlooked)),
)
