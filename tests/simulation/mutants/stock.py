"""Ways to offer what is not there."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

import attrs
from tests.simulation.mutants.mutation import Mutation, over, replacing

from shared_kernel.errors import Problem, UnavailableError
from shared_kernel.run_context import RunContext
from shared_kernel.sku import Sku
from temu_core.offer import SkuId
from temu_core.ports.erp_stock import ErpStock
from temu_core.ports.marketplace_stock import StockCall
from temu_core.stock import StockLevel
from temu_core.stock_mark import StockMark
from temu_core.use_cases.push_stock import PushStock


@attrs.frozen(kw_only=True)
class MarkedInStep(PushStock):
    """
    Marks a whole call in step though the marketplace refused one of its offers.
    """

    def _settle(
        self,
        run: RunContext,
        calls: Sequence[StockCall],
        answers: Mapping[SkuId, Problem | None],
    ) -> None:
        taken: dict[SkuId, Problem | None] = dict.fromkeys(answers)
        super()._settle(run, calls, taken)


@attrs.frozen
class ZeroOnError(ErpStock):
    """
    Takes an ERP that does not answer for an empty one.
    """

    real: ErpStock

    def known(self, skus: Collection[Sku]) -> Mapping[Sku, Sku]:
        return self.real.known(skus)

    def mark(self) -> StockMark | None:
        return self.real.mark()

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        try:
            return self.real.levels(skus, versions=versions)
        except UnavailableError:
            nothing = Decimal(0)
            return {
                sku: StockLevel(
                    sku=sku, sellable=nothing, physical=None, erp_buffer=0, managed=True
                )
                for sku in skus
            }


@attrs.frozen
class MarkAlwaysSame(ErpStock):
    """
    Says of each look at the ERP that nothing changed.
    """

    real: ErpStock

    def known(self, skus: Collection[Sku]) -> Mapping[Sku, Sku]:
        return self.real.known(skus)

    def mark(self) -> StockMark | None:
        mark = self.real.mark()
        return mark and StockMark(lowest_active=10**9, tables=frozenset())

    def levels(self, skus: Collection[Sku], *, versions: bool = False) -> Mapping[Sku, StockLevel]:
        return self.real.levels(skus, versions=versions)


MUTATIONS = (
    Mutation(
        "stock marked in step though one SKU failed", "I6", replacing("push_stock", MarkedInStep)
    ),
    Mutation(
        "ERP read error taken as zero",
        "I9",
        over(lambda ports: attrs.evolve(ports, erp_stock=ZeroOnError(ports.erp_stock))),
    ),
    Mutation(
        "changed stock taken for the same",
        "I9",
        over(lambda ports: attrs.evolve(ports, erp_stock=MarkAlwaysSame(ports.erp_stock))),
    ),
)
