"""Where every call passes: what happens meanwhile, what goes wrong, what is seen."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, cast

import attrs

from shared_kernel.errors import UnavailableError
from simulation.dice import Dice
from simulation.faults import Call, Fault, Struck, System, possible
from simulation.outcomes import (
    ProcessDiedError,
    emptied,
    partly,
    reaches_the_far_side,
    read_answer,
    read_error,
    write_answer,
)
from simulation.pages import Pages
from simulation.ports import CALL_S
from simulation.watchmen import Watchmen
from simulation.witness import Runner, Witness, handed_over
from simulation.world import World

_F = Fault
#: Both machines' clocks differ by less than the connector allows for (30 s).
_MOST_ERROR_S = 14
_READ_S = 30


@attrs.define(kw_only=True)
class Switchboard:
    """
    Stands between the connector and the world; one call after the other, never two at once.
    """

    world: World
    witness: Witness
    watchmen: Watchmen
    events: Mapping[int, int]
    faults: Mapping[int, Struck | int]
    outside_faults: Mapping[int, int]
    write_faults: Mapping[int, int]
    #: The processes at work; the last one makes the calls, the others wait inside one.
    runners: list[Runner] = attrs.field(factory=list)
    #: Lets something happen in the world.
    happens: Callable[[int], None] = lambda _: None
    #: Lets another process run now: the one of the same job, or any other.
    another: Callable[[int, bool], None] = lambda _number, _same: None
    trace: list[str] = attrs.field(factory=list)
    #: False once everything may settle.
    trouble: bool = True
    calls: int = 0
    outside_calls: int = 0
    outside_writes: int = 0
    struck: dict[int, Struck] = attrs.field(factory=dict)
    #: True while another process waits for an answer: no time may pass then.
    hurry: bool = False
    pages: Pages = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.pages = Pages(self.world)

    def tell(self, words: str) -> None:
        """
        Add a line to the trace.
        """
        if words:
            self.trace.append(f"{self.world.clock.now():%d. %H:%M:%S} {words}")

    def __call__(self, call: Call, do: Callable[[], Any], args: Mapping[str, Any]) -> Any:
        """
        Return what the connector hears.
        """
        place = self.calls
        self.calls += 1
        self.runners[-1].asked_at = self.world.machine.now()
        if not self.trouble:
            return self._heard(call, args, self._done(call, do, args))
        event = self.events.get(place)
        if event is not None:
            self.happens(event)
        drawn = self._drawn(call, place)
        if drawn is None:
            return self._heard(call, args, self._done(call, do, args))
        if not isinstance(drawn, Struck):
            choices = possible(call)
            drawn = Struck(choices[drawn % len(choices)], drawn)
        self.struck[place] = drawn
        runner = self.runners[-1]
        self.tell(f"{runner.job} {runner.run_id}, call {place} {call}: {drawn.fault.value}")
        return self._struck(call, drawn.fault, Dice(drawn.number), do, args)

    def _drawn(self, call: Call, place: int) -> Struck | int | None:
        """
        Return what goes wrong at this place of the day, if anything does.
        """
        drawn = self.faults.get(place)
        if call.system is not System.DATABASE:
            drawn = self.outside_faults.get(self.outside_calls, drawn)
            self.outside_calls += 1
        if call.writes_outside:
            drawn = self.write_faults.get(self.outside_writes, drawn)
            self.outside_writes += 1
        return drawn

    def _done(self, call: Call, do: Callable[[], Any], args: Mapping[str, Any]) -> Any:
        """
        Let a call do what it does, and look at what it did.
        """
        runner = self.runners[-1]
        if call.system is System.DATABASE:
            before = self.world.tables
            answer = do()
            if call.writes:
                for look in self.watchmen.answered:
                    look(call, args, answer, runner)
                after = self.world.tables
                if after is not before:
                    for look in self.watchmen.stored:
                        look(before, after, runner)
            return answer
        if not call.writes:
            return do()
        for look in self.watchmen.requested:
            look(call, args, runner)
        handed = handed_over(self.world.erp)
        answer = do()
        self.witness.reached(call, args, handed)
        for look in self.watchmen.reached:
            look(call, args, runner)
        return answer

    def _heard(self, call: Call, args: Mapping[str, Any], answer: Any) -> Any:
        """
        Let the connector hear an answer, and note it.
        """
        if call.system is not System.DATABASE:
            if call.lists:
                self.pages.latest[call.method] = answer
            self.witness.answered(call, args, answer, self.runners[-1])
        return answer

    def _struck(
        self, call: Call, fault: Fault, dice: Dice, do: Callable[[], Any], args: Mapping[str, Any]
    ) -> Any:
        """
        Let a call go wrong; some faults only change what is around it.
        """
        if fault is _F.CRASH_BEFORE:
            raise ProcessDiedError
        if fault is _F.CRASH_AFTER:
            self._done(call, do, args)
            raise ProcessDiedError
        if fault is _F.FROZEN:
            return self._frozen(call, dice, do, args)
        if self._around(call, fault, dice):
            return self._heard(call, args, self._done(call, do, args))
        if call.writes_outside:
            return self._write_fails(call, fault, dice, do, args)
        if call.system is System.DATABASE:
            if fault not in (_F.DEADLOCK, _F.DISK_FULL):
                self._done(call, do, args)
            raise UnavailableError(f"our database: {fault.value}")
        return self._read_fails(call, fault, dice, do, args)

    def _around(self, call: Call, fault: Fault, dice: Dice) -> bool:
        """
        Change the world; False when the fault is one of the call itself.
        """
        world = self.world
        if fault is _F.TWO_RUNNERS:
            # While a request is on its way everything may happen, but not for long.
            hurried, self.hurry = self.hurry, self.hurry or call.writes_outside
            try:
                self.another(dice.below(1 << 30), False)
            finally:
                self.hurry = hurried
        elif fault is _F.CLOCK_STEP:
            world.machine.error = timedelta(seconds=dice.among(-_MOST_ERROR_S, _MOST_ERROR_S))
        elif fault is _F.VISIBLE_LATE:
            world.late.append(timedelta(minutes=dice.among(1, 55)))
        elif fault is _F.JTL_SLOW:
            world.asleep += dice.among(1, 5)
        elif fault is _F.JTL_REFUSES:
            world.refuses_next += 1
        elif fault is _F.JTL_BOOKS_TWICE:
            world.books_next_twice += 1
        else:
            return False
        return True

    def _frozen(
        self, call: Call, dice: Dice, do: Callable[[], Any], args: Mapping[str, Any]
    ) -> Any:
        """
        Let a process sleep past its lease, and another one of its job run meanwhile.

        Before an outside write no process sleeps: between its last look at the
        clock and the wire there is no moment.
        """
        after = call.writes_outside or dice.one_in(2)
        answer = self._heard(call, args, self._done(call, do, args)) if after else None
        self._pass(timedelta(minutes=dice.among(2, 45)))
        self.another(dice.below(1 << 30), True)
        self.tell(f"{self.runners[-1].job} {self.runners[-1].run_id} wakes")
        return answer if after else self._heard(call, args, self._done(call, do, args))

    def _write_fails(
        self, call: Call, fault: Fault, dice: Dice, do: Callable[[], Any], args: Mapping[str, Any]
    ) -> Any:
        if fault is _F.PARTIAL_ANSWER:
            answer = cast("Mapping[Any, Any]", self._done(call, do, args))
            return self._heard(call, args, partly(answer, dice.below(100)))
        if reaches_the_far_side(fault, dice.below(2)):
            self._done(call, do, args)
        if fault is _F.TIME_OUT:
            self._pass(timedelta(seconds=CALL_S))
        return self._heard(call, args, write_answer(call, fault, args))

    def _read_fails(
        self, call: Call, fault: Fault, dice: Dice, do: Callable[[], Any], args: Mapping[str, Any]
    ) -> Any:
        if fault is _F.DISK_FULL:
            raise read_error(fault)
        if fault is _F.ERP_EMPTY:
            return self._heard(call, args, emptied(do()))
        if call.lists:
            done = partial(self._done, call, do, args)
            page = self.pages.gone_wrong(call, fault, dice, done, self.runners[-1])
            if page is not None:
                return self._heard(call, args, page)
        if fault is _F.TIME_OUT:
            self._pass(timedelta(seconds=_READ_S))
        return self._heard(call, args, read_answer(call, fault, args))

    def _pass(self, span: timedelta) -> None:
        if not self.hurry:
            self.world.clock.pass_(span)
