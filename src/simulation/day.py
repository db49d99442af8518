"""One day of a simulated shop, from its script to its end."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import attrs

from job_core.ports.heartbeat import NoHeartbeat
from job_core.run import RunState
from job_core.use_cases.execute_run import Work
from shared_kernel.errors import ConnectorError
from shared_kernel.run_context import RunContext
from simulation.buyers import Buyers, stock_the_shelves
from simulation.dice import Dice
from simulation.faults import Struck
from simulation.interception import intercepted
from simulation.outcomes import ProcessDiedError
from simulation.people import PERSON, People
from simulation.ports import SHOP, Connector, OpenConnector, Ports
from simulation.promises.all import promises_of
from simulation.promises.promise import BrokenPromiseError, Scene
from simulation.script import ROUNDS, Script, Step
from simulation.switchboard import Switchboard, Watchmen
from simulation.warehouse import Warehouse
from simulation.witness import Runner, Witness
from simulation.world import World
from temu_core.use_cases.sync_inventory import InventorySyncMode, InventorySyncRequest
from temu_core.use_cases.sync_orders import OrderSyncMode, OrderSyncRequest, SyncResult

ORDERS, STOCK = "orders", "stock"
_DEADLINES = {ORDERS: timedelta(seconds=300), STOCK: timedelta(seconds=60)}
_PERSON_DEADLINE = timedelta(minutes=5)
#: A process that waits inside a call of its own, one inside another's, and no more.
_DEEPEST = 2
#: What went wrong when no promise has a name for it.
UNFORESEEN = "unforeseen"


@attrs.frozen(kw_only=True)
class Ending:
    """
    How a day ended, with its figures.
    """

    seed: int
    #: The promise that broke, and the sentence that says how; empty when none did.
    promise: str
    sentence: str
    #: What happened, one line each, oldest first.
    trace: tuple[str, ...]
    #: The faults that struck, by the call's place in the day.
    faults: Mapping[int, Struck]
    calls: int
    figures: Mapping[str, int]

    @property
    def kept(self) -> bool:
        """
        No promise broke.
        """
        return not self.promise


@attrs.define
class _Counter:
    """
    How many runs there were.
    """

    runs: int = 0


class Day:
    """
    A world, a connector in it, and everything that happens to both.
    """

    def __init__(self, script: Script, open_connector: OpenConnector) -> None:
        self.script = script
        self.world = World.empty(page_size=script.page_size)
        self.witness = Witness(self.world)
        scene = Scene(world=self.world, witness=self.witness, policies=script.policies)
        self.promises = promises_of(scene)
        self.board = Switchboard(
            world=self.world,
            witness=self.witness,
            watchmen=Watchmen.of(self.promises),
            events=script.events,
            faults=script.faults,
            outside_faults=script.outside_faults,
            write_faults=script.write_faults,
            happens=self._happens,
            another=self._another,
        )
        self.ports = intercepted(
            Ports.over(
                self.world.machine, self.world.books, self.world.marketplace, self.world.erp
            ),
            self.board,
        )
        self.connector: Connector = open_connector(self.ports, script.policies)
        # One thread: whoever sleeps here sleeps with all of its process, its heartbeat included.
        self.execute = attrs.evolve(
            self.connector.execute_run, new_run_id=self._new_run_id, heartbeat=NoHeartbeat()
        )
        self.buyers = Buyers(self.world)
        self.warehouse = Warehouse(self.world)
        self.people = People(
            world=self.world, ports=self.ports, connector=self.connector, does=self._by_person
        )
        self.counter = _Counter()

    def play(self) -> Ending:
        """
        Play the day to its end, or to the first broken promise.
        """
        return self.end(self._live, ROUNDS)

    def end(self, live: Callable[[], object], rounds: Sequence[timedelta]) -> Ending:
        """
        Live through *live*, let everything settle for so many rounds, and look.
        """
        self.board.trouble = True
        try:
            live()
            self._settle(rounds)
        except BrokenPromiseError as broken:
            self.board.tell(f"BROKEN {broken.promise}: {broken.sentence}")
            return self._ending(broken.promise, broken.sentence)
        return self._ending("", "")

    def sync(self, step: Step) -> None:
        """
        Run a job once, as its scheduler would.
        """
        if step in (Step.ORDERS, Step.TRACKING):
            mode = OrderSyncMode.FULL if step is Step.ORDERS else OrderSyncMode.TRACKING_ONLY
            orders = OrderSyncRequest(mode=mode)
            self._run(ORDERS, lambda run: self.connector.sync_orders(run, orders))
        else:
            whole = step is Step.STOCK
            stock = InventorySyncRequest(
                mode=InventorySyncMode.FULL if whole else InventorySyncMode.QUICK
            )
            self._run(STOCK, lambda run: self.connector.sync_inventory(run, stock))

    def _live(self) -> None:
        stock_the_shelves(self.world, Dice(self.script.catalogue))
        for number in self.script.first_orders:
            self.board.tell(self.buyers.buy(Dice(number)))
            self.world.clock.pass_(timedelta(minutes=Dice(number).below(180)))
        for step, number in self.script.steps:
            self._step(step, Dice(number))

    def _step(self, step: Step, dice: Dice) -> None:
        if step is Step.SOON:
            self.world.clock.pass_(timedelta(minutes=dice.among(1, 30)))
        elif step is Step.LATER:
            self.world.clock.pass_(timedelta(hours=dice.among(2, 30)))
        elif step is Step.PERSON:
            self.board.tell(self.people.look(dice))
        elif step is Step.HOUSE:
            self.board.tell(self.warehouse.work(dice))
            self.world.clock.pass_(timedelta(minutes=dice.among(5, 15)))
            self.board.tell(self.warehouse.pack(dice))
        elif step is Step.WORLD:
            self._happens(dice.below(1 << 40))
        else:
            self.world.clock.pass_(timedelta(minutes=dice.below(3)))
            self.sync(step)

    def _settle(self, rounds: Sequence[timedelta]) -> None:
        """
        Let faults stop and everybody finish; then look whether everything came to an end.
        """
        board, world = self.board, self.world
        board.tell("— no more faults; everything may settle —")
        board.trouble = False
        world.machine.error = timedelta(0)
        world.asleep = world.refuses_next = world.books_next_twice = 0
        world.refuses = set()
        world.slow = {}
        world.marketplace.moods.refuses = {}
        for place, span in enumerate(rounds):
            world.clock.pass_(span)
            self._finish_the_outside(pack=place > 0)
            self.people.tidy_up()
            self.sync(Step.ORDERS)
            self.sync(Step.STOCK)
        for look in board.watchmen.settled:
            look()

    def _finish_the_outside(self, *, pack: bool) -> None:
        for order in list(self.world.marketplace.orders.values()):
            self.buyers.finish(order)
        self.world.jtl_works(minutes=0)
        if pack:
            self.warehouse.finish()

    def _happens(self, number: int) -> None:
        dice = Dice(number)
        self.board.tell(dice.pick(self._events())(dice))

    def _events(self) -> tuple[Callable[[Dice], str], ...]:
        buyers, warehouse = self.buyers, self.warehouse
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
            buyers.refuse,
            *([warehouse.work] * 7),
            *([warehouse.pack] * 5),
            *([warehouse.pack_a_part] * 2),
            warehouse.pack_together,
            warehouse.leave,
            warehouse.delete,
            warehouse.correct,
            warehouse.cancel,
            *([warehouse.count] * 2),
        )

    def _another(self, number: int, same: bool) -> None:
        """
        Let another process run while the one at work waits.
        """
        if len(self.board.runners) >= _DEEPEST:
            return
        dice = Dice(number)
        at_work = self.board.runners[-1].job
        if same and at_work in _DEADLINES:
            self.sync(Step.ORDERS if at_work == ORDERS else Step.STOCK)
        elif dice.one_in(3):
            self.board.tell(self.people.look(dice))
        else:
            self.sync(dice.pick((Step.ORDERS, Step.TRACKING, Step.STOCK, Step.QUICK)))

    def _by_person(self, work: Callable[[RunContext], object]) -> object:
        return self._run(PERSON, work)

    def _run(self, job: str, work: Callable[[RunContext], Any]) -> Any:
        """
        Do a run in a process of its own; whatever becomes of it, the day goes on.
        """
        runner = Runner(job=job)
        board = self.board
        board.runners.append(runner)
        try:
            execution = self.execute(
                SHOP,
                Work(
                    job=job,
                    run=work,
                    parameters={},
                    deadline=_DEADLINES.get(job, _PERSON_DEADLINE),
                    incomplete=_incomplete if job != PERSON else None,
                ),
            )
            if isinstance(execution.result, SyncResult):
                runner.plans = execution.result.plans
            ended = execution.run
            error = f": {ended.error}" if ended.error else ""
            board.tell(f"{job} {ended.id} ends as {ended.state.value}{error}")
            for look in board.watchmen.ended:
                look(runner, ended)
            return execution.result if ended.state is RunState.SUCCESS else None
        except ProcessDiedError:
            board.tell(f"{job} {runner.run_id} is dead")
        except ConnectorError as error:
            board.tell(f"{job} {runner.run_id}: {error.text}")
        except Exception as error:
            raise BrokenPromiseError(UNFORESEEN, f"{type(error).__name__}: {error}") from error
        finally:
            board.runners.pop()
        return None

    def _new_run_id(self) -> str:
        self.counter.runs += 1
        run_id = f"run-{self.counter.runs:03d}"
        self.board.runners[-1].run_id = run_id
        return run_id

    def _ending(self, promise: str, sentence: str) -> Ending:
        orders = self.world.marketplace.orders
        return Ending(
            seed=self.script.seed,
            promise=promise,
            sentence=sentence,
            trace=tuple(self.board.trace),
            faults=dict(self.board.struck),
            calls=self.board.calls,
            figures=Counter(
                runs=self.counter.runs,
                orders=len(orders),
                deliveries=sum(len(bodies) for bodies in self.witness.arrived.values()),
                parcels=len(self.witness.told),
                stock_updates=len(self.world.marketplace.stock_updates),
            ),
        )


def _incomplete(result: SyncResult) -> str:
    return result.incomplete
