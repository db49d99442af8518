"""Our orders among JTL's."""

from collections import defaultdict
from collections.abc import Collection, Mapping

import attrs

from adapters.jtl_sql.connection import JtlDatabase
from adapters.jtl_sql.statements import orders
from temu_core.erp import ErpOrder
from temu_core.order import OrderNumber
from temu_core.ports.erp_orders import ErpOrders


@attrs.frozen
class JtlOrders(ErpOrders):
    """
    ``Verkauf.tAuftrag`` by its external number, which JTL does not keep unique.
    """

    database: JtlDatabase

    def presence(self, numbers: Collection[OrderNumber]) -> Mapping[OrderNumber, ErpOrder]:
        """
        Return JTL's own numbers of these orders, oldest first.
        """
        found: dict[OrderNumber, list[tuple[str, bool]]] = defaultdict(list)
        for row in self.database.rows_for_texts(numbers, orders):
            found[OrderNumber(row.asked)].append((row.cAuftragsNr, bool(row.nStorno)))
        return {
            number: ErpOrder(
                numbers=tuple(own for own, _ in rows),
                cancelled=all(cancelled for _, cancelled in rows),
            )
            for number, rows in found.items()
        }
