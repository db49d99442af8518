"""A day of a small shop with faults on both sides, everything in it drawn from one seed."""

import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Literal

import attrs
from tests.integration.workflows.harness import MINUTE
from tests.integration.workflows.lamp_shop import GHOST_SKU, lamp_order, lamp_shop, lamps

from sandbox.jtl.setup import JtlParcel, JtlStory
from sandbox.scenario.orders import OrderChange, OrderScript, TimedChange
from sandbox.scenario.script import Scenario

Job = Literal["orders", "tracking", "full", "quick"]
#: What is special about an order; *plain* ones must reach the end.
Kind = Literal["plain", "pending", "late_amounts", "cancelled", "cancels", "ghost", "refused"]

HOUR_S = 3_600
#: Of each shop; a list of several pages comes with the crowd.
ORDERS = 6
ROUNDS = 4
#: Pending orders that are listed and need nothing else.
CROWD = 105
#: Every so many seeds.
CROWDED = 10

CONFIRM = "bg.logistics.shipment.v2.confirm"
EDIT = "bg.local.goods.stock.edit"
LIST = "bg.order.list.v2.get"


@attrs.frozen(kw_only=True)
class Round:
    """
    Time passes, buyers order, faults are switched on, and one run is made.
    """

    passes: timedelta
    sells: tuple[OrderScript, ...]
    #: Switches of the marketplace and of the ERP.
    temu: Mapping[str, object]
    jtl: Mapping[str, int | bool]
    job: Job


@attrs.frozen(kw_only=True)
class SeededDay:
    """
    What one seed stands for.
    """

    seed: int
    scenario: Scenario
    rounds: tuple[Round, ...]
    #: Order numbers by what is special about them.
    kinds: Mapping[str, Kind]
    #: Orders the ERP books twice by itself.
    booked_twice: frozenset[str]

    @property
    def text(self) -> str:
        """
        Return what happens, for who must understand a failure.
        """
        lines = [f"seed {self.seed}", *(f"  {number} {kind}" for number, kind in self._special)]
        for number, one in enumerate(self.rounds, start=1):
            lines.append(
                f"  round {number}: {one.passes} pass, {len(one.sells)} sold,"
                f" {one.job}, {dict(one.temu)} {dict(one.jtl)}"
            )
        return "\n".join(lines)

    @property
    def _special(self) -> list[tuple[str, str]]:
        twice = [(number, "booked twice") for number in sorted(self.booked_twice)]
        return [(n, kind) for n, kind in self.kinds.items() if kind != "plain"] + twice


def seeded_day(seed: int) -> SeededDay:
    """
    Return the day of *seed*, always the same.
    """
    chance = random.Random(seed)
    kinds: dict[str, Kind] = {}
    stories: dict[str, JtlStory] = {}
    booked_twice: set[str] = set()

    def order() -> OrderScript:
        kind = chance.choice(_KINDS)
        script = _order(chance, len(kinds) + 1, kind)
        kinds[script.number] = kind
        story = _story(chance, kind)
        if story is not None:
            stories[script.number] = story
            if story.book_twice:
                booked_twice.add(script.number)
        return script

    first = [order() for _ in range(ORDERS)]
    crowd = [
        lamp_order(1000 + n, status=1, placed_after_s=-60 * n)
        for n in range(CROWD if seed % CROWDED == 0 else 0)
    ]
    rounds = tuple(
        Round(
            passes=chance.choice((5, 20, 40, 90)) * MINUTE,
            sells=tuple(order() for _ in range(chance.randrange(3))),
            temu=_temu_faults(chance),
            jtl=_jtl_faults(chance),
            job=chance.choice(_JOBS),
        )
        for _ in range(ROUNDS)
    )
    return SeededDay(
        seed=seed,
        scenario=attrs.evolve(lamp_shop(*first, *crowd), stories=stories),
        rounds=rounds,
        kinds=MappingProxyType(kinds),
        booked_twice=frozenset(booked_twice),
    )


_JOBS: tuple[Job, ...] = ("orders", "orders", "orders", "tracking", "full", "quick")
_KINDS: tuple[Kind, ...] = (
    *("plain",) * 6,
    "pending",
    "late_amounts",
    "cancelled",
    "cancels",
    "ghost",
    "refused",
)


def _order(chance: random.Random, suffix: int, kind: Kind) -> OrderScript:
    quantity = chance.randrange(1, 4)
    after_s = chance.randrange(60, 2 * HOUR_S)
    if kind == "pending":
        opens = TimedChange(after_s=after_s, change=OrderChange(status=2))
        return lamp_order(suffix, lamps(quantity), status=1, changes=(opens,))
    if kind == "late_amounts":
        return lamp_order(suffix, lamps(quantity), amounts_after_s=after_s)
    if kind == "cancelled":
        return lamp_order(suffix, lamps(quantity), status=3)
    if kind == "cancels":
        cancels = TimedChange(after_s=after_s, change=OrderChange(cancel=True))
        return lamp_order(suffix, lamps(quantity), changes=(cancels,))
    if kind == "ghost":
        return lamp_order(suffix, lamps(sku_id=GHOST_SKU))
    several = [lamps(quantity) for _ in range(chance.randrange(1, 3))]
    return lamp_order(suffix, *several, shipping_gross=chance.choice((0, 0, 490)))


def _story(chance: random.Random, kind: Kind) -> JtlStory | None:
    """
    Return what the ERP does with an order; None for what it does with every other.
    """
    if kind == "refused":
        return JtlStory(refuse=True)
    drawn = chance.random()
    if drawn < 0.1:
        return JtlStory(cancel_after_s=chance.randrange(HOUR_S), parcels=())
    if drawn < 0.15:
        return JtlStory(book_twice=True)
    if drawn < 0.35:
        packed_s = chance.randrange(60, 3 * HOUR_S)
        parcel = JtlParcel(after_s=packed_s, method="DHL Paket", tracking="*")
        return JtlStory(book_after_s=chance.randrange(600), parcels=(parcel,))
    return None


def _calls(chance: random.Random) -> dict[str, object]:
    """
    Return how many of the next calls are hit, and of which type.
    """
    kind = chance.choice((None, None, CONFIRM, EDIT, LIST))
    return {"n": chance.randrange(1, 7), "for_type": kind}


_TEMU: Mapping[str, Callable[[random.Random], object]] = MappingProxyType(
    {
        "latency_ms": lambda chance: chance.randrange(1, 8),
        "rate_limited_next": _calls,
        "system_exception_next": _calls,
        "html_502_next": _calls,
        "cut_before_next": _calls,
        "cut_after_next": _calls,
        "truncated_json_next": _calls,
        "late_visibility_s": lambda chance: chance.randrange(10, 400),
        "duplicate_pages": lambda chance: chance.randrange(1, 3),
        "shuffle_pages": lambda _: True,
        "move_between_pages": lambda chance: chance.randrange(1, 3),
        "token_expired": lambda _: True,
    }
)
_JTL: Mapping[str, Callable[[random.Random], int | bool]] = MappingProxyType(
    {
        "never_runs": lambda _: True,
        "slow_s": lambda chance: chance.randrange(60, HOUR_S),
        "take_row_book_later_s": lambda chance: chance.randrange(60, HOUR_S),
    }
)


def _temu_faults(chance: random.Random) -> Mapping[str, object]:
    names = chance.sample(list(_TEMU), chance.randrange(4))
    return MappingProxyType({name: _TEMU[name](chance) for name in names})


def _jtl_faults(chance: random.Random) -> Mapping[str, int | bool]:
    names = chance.sample(list(_JTL), chance.choice((0, 0, 1)))
    return MappingProxyType({name: _JTL[name](chance) for name in names})
