"""Everything random about one simulated shop, drawn beforehand from its seed."""

import enum
import random
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

import attrs

from simulation.dice import SIDES
from simulation.faults import Struck
from simulation.ports import Policies
from temu_core.document import DeliveryWay
from temu_core.shop import (
    ListingPolicy,
    OrderPolicy,
    PartialDelivery,
    ShipmentPolicy,
    StockPolicy,
    StockSharing,
)


class Step(enum.Enum):
    """
    What is done next, from outside any run.
    """

    ORDERS = "orders sync"
    TRACKING = "parcels alone"
    STOCK = "inventory sync"
    QUICK = "quick inventory sync"
    BACKFILL = "backfill by numbers"
    BACKFILL_DAYS = "backfill by days"
    RECONCILIATION = "reconciliation"
    PERSON = "a person looks"
    WORLD = "the world goes on"
    HOUSE = "JTL books and packs"
    SOON = "some minutes pass"
    LATER = "hours pass"


_STEPS = (
    *([Step.ORDERS] * 8),
    *([Step.TRACKING] * 3),
    *([Step.STOCK] * 3),
    *([Step.QUICK] * 2),
    Step.BACKFILL,
    Step.BACKFILL_DAYS,
    *([Step.RECONCILIATION] * 2),
    *([Step.PERSON] * 3),
    *([Step.WORLD] * 6),
    *([Step.HOUSE] * 6),
    *([Step.SOON] * 6),
    *([Step.LATER] * 1),
)
_WAYS = (DeliveryWay.INBOX, DeliveryWay.INBOX, DeliveryWay.FILE)
#: No seed has so many calls; what is drawn for later ones never happens.
_CALLS = 2_400


@attrs.frozen(kw_only=True)
class Script:
    """
    One day, with all that happens in it and all that goes wrong.

    Playing it twice is the same to the byte.  It can be played with fewer faults.
    """

    seed: int
    policies: Policies
    #: Entries on a page of the marketplace's lists.
    page_size: int
    #: Where orders go by file, whoever imports a document takes it out of the folder at once.
    tidy_imports: bool
    #: The first number makes the articles and offers.
    catalogue: int
    #: Orders there are before the connector first looks.
    first_orders: tuple[int, ...]
    steps: tuple[tuple[Step, int], ...]
    #: What the world does while a call is under way, by the call's place in the day.
    events: Mapping[int, int]
    #: What goes wrong, by the call's place in the day: a fault, or a number that picks one.
    faults: Mapping[int, Struck | int]
    #: The same for calls to the outside alone, by their place among themselves.
    outside_faults: Mapping[int, int] = MappingProxyType({})
    #: The same for what is written outside: few calls, and the ones that matter most.
    write_faults: Mapping[int, int] = MappingProxyType({})

    def with_faults(self, faults: Mapping[int, Struck | int]) -> "Script":
        """
        Return the same day with these faults and no others.
        """
        none: Mapping[int, int] = MappingProxyType({})
        only = MappingProxyType(dict(faults))
        return attrs.evolve(self, faults=only, outside_faults=none, write_faults=none)

    def with_events(self, events: Mapping[int, int]) -> "Script":
        """
        Return the same day with other events during calls.
        """
        return attrs.evolve(self, events=MappingProxyType(dict(events)))


def draw(seed: int) -> Script:
    """
    Return the day of this seed.
    """
    chance = random.Random(seed)  # noqa: S311 - a game, not a secret

    def number() -> int:
        return chance.randrange(SIDES)

    return Script(
        seed=seed,
        policies=_policies(chance),
        page_size=chance.choice((1, 2, 3, 100)),
        tidy_imports=chance.random() < 0.5,
        catalogue=number(),
        first_orders=tuple(number() for _ in range(chance.randint(1, 4))),
        steps=tuple((chance.choice(_STEPS), number()) for _ in range(chance.randint(14, 30))),
        events=MappingProxyType(_at_calls(chance, chance.choice((30, 60, 120)))),
        faults=MappingProxyType(_at_calls(chance, chance.choice((40, 80, 160)))),
        outside_faults=MappingProxyType(_at_calls(chance, chance.choice((4, 8, 16)))),
        write_faults=MappingProxyType(_at_calls(chance, chance.choice((1, 2, 4)))),
    )


def _at_calls(chance: random.Random, rarity: int) -> dict[int, int]:
    """
    Return a number for one in *rarity* calls or so.
    """
    drawn: dict[int, int] = {}
    place = chance.randint(0, 2 * rarity)
    while place < _CALLS:
        drawn[place] = chance.randrange(SIDES)
        place += chance.randint(1, 2 * rarity)
    return drawn


def _policies(chance: random.Random) -> Policies:
    return Policies(
        orders=OrderPolicy(delivery=chance.choice(_WAYS)),
        listing=ListingPolicy(),
        shipments=ShipmentPolicy(partial_delivery=chance.choice(list(PartialDelivery))),
        stock=StockPolicy(
            buffer_units=chance.choice((0, 0, 1, 2)),
            sharing=chance.choice((StockSharing.SPLIT, StockSharing.SPLIT, StockSharing.POOL)),
            mass_zero_least=chance.choice((1, 10)),
        ),
        first_plan_needs_approval=chance.random() < 0.3,
    )


#: What follows the day until everything has settled: the time that passes before each round.
ROUNDS = tuple(timedelta(minutes=minutes) for minutes in (2, 16, 16, 61, 61, 61, 16, 16, 16))
