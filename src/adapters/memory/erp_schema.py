"""Of what a memory ERP is made."""

import attrs

from adapters.memory.erp import MemoryErp
from shared_kernel.errors import UnavailableError
from temu_core.erp_shape import ErpColumn, ErpShape
from temu_core.ports.erp_schema import ErpSchema

#: What every memory ERP is made of at first.
COLUMNS = frozenset(
    {
        ErpColumn(table="articles", name="number", kind="text"),
        ErpColumn(table="articles", name="units", kind="number"),
        ErpColumn(table="inbox", name="document", kind="text"),
    }
)


@attrs.frozen
class MemoryErpSchema(ErpSchema):
    """
    Describes a memory ERP; its inbox is written.
    """

    erp: MemoryErp

    def shape(self) -> ErpShape:
        self.erp.demand_up()
        needed = frozenset((column.table, column.name) for column in COLUMNS)
        changed = self.erp.moods.columns
        found = COLUMNS if changed is None else changed
        if not found:
            raise UnavailableError("the ERP shows none of its tables")
        return ErpShape(
            needed=needed,
            found=frozenset(
                column
                for column in found
                if column.table == "inbox" or (column.table, column.name) in needed
            ),
            written=frozenset({"inbox"}),
        )
