"""What an update of the ERP makes of its tables."""

import attrs

from adapters.memory.erp_schema import COLUMNS
from simulation.dice import Dice
from simulation.world import World
from temu_core.erp_shape import ErpColumn

_UNITS = ErpColumn(table="articles", name="units", kind="number")
_SHOP = ErpColumn(table="inbox", name="shop", kind="number")
_HIDDEN = COLUMNS - {_UNITS}
_UPDATES = (
    ("gives its inbox a column", COLUMNS | {_SHOP}),
    ("gives its inbox another column", COLUMNS | {attrs.evolve(_SHOP, name="user")}),
    ("counts in another type", _HIDDEN | {attrs.evolve(_UNITS, kind="text")}),
    ("lets nobody see its units", _HIDDEN),
    ("makes everything as it was", None),
)


@attrs.frozen
class ErpUpdates:
    """
    Updates the ERP while we work with it.
    """

    world: World

    def update(self, dice: Dice) -> str:
        """
        Let a column come, go or change; or everything be as it was.
        """
        if dice.one_in(2):
            return ""
        words, columns = dice.pick(_UPDATES)
        self.world.erp.moods.columns = columns
        return f"an update of JTL {words}"

    def widen_the_inbox(self) -> None:
        """
        Let the table we write have a column we do not know.
        """
        self.world.erp.moods.columns = COLUMNS | {_SHOP}

    def finish(self) -> None:
        """
        Let everything be seen that we need.
        """
        if self.world.erp.moods.columns == _HIDDEN:
            self.world.erp.moods.columns = None
