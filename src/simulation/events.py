"""What happens in the world while nobody of ours has a hand in it."""

from collections.abc import Callable

from simulation.buyers import Buyers
from simulation.dice import Dice
from simulation.erp_updates import ErpUpdates
from simulation.warehouse import Warehouse


def events(
    buyers: Buyers, warehouse: Warehouse, updates: ErpUpdates
) -> tuple[Callable[[Dice], str], ...]:
    """
    Return what may happen; what is named twice happens twice as often.
    """
    return (
        *([buyers.buy] * 4),
        *([buyers.pay] * 2),
        buyers.touch,
        buyers.cancel,
        buyers.cancel_a_unit,
        buyers.ask,
        buyers.decide,
        buyers.move_house,
        *([buyers.compute] * 2),
        buyers.ship_by_hand,
        *([buyers.refuse] * 2),
        *([warehouse.work] * 7),
        *([warehouse.pack] * 5),
        *([warehouse.pack_a_part] * 2),
        warehouse.pack_together,
        warehouse.leave,
        warehouse.delete,
        warehouse.correct,
        warehouse.cancel,
        *([warehouse.count] * 2),
        updates.update,
    )
