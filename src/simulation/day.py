"""One day of a simulated shop, from its script to its end."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from shared_kernel.run_context import RunContext
from simulation.buyers import Buyers
from simulation.dice import Dice
from simulation.ending import Ending
from simulation.erp_updates import ErpUpdates
from simulation.events import events
from simulation.goods import stock_the_shelves
from simulation.interception import intercepted
from simulation.jobs import ANY_JOB, Jobs
from simulation.people import PERSON, People
from simulation.ports import Connector, OpenConnector, Ports
from simulation.processes import Processes
from simulation.promises.all import promises_of
from simulation.promises.i2_one_state import ENDS
from simulation.promises.promise import BrokenPromiseError, Scene
from simulation.script import ROUNDS, Script, Step
from simulation.switchboard import Switchboard
from simulation.warehouse import Warehouse
from simulation.watchmen import Watchmen
from simulation.witness import Witness
from simulation.world import World

_PERSON_DEADLINE = timedelta(minutes=5)
#: A process that waits inside a call of its own, one inside another's, and no more.
_DEEPEST = 2
#: When all orders have ended, a round after so long a time that changes nothing is the last.
_LONG = timedelta(minutes=60)
#: Minutes that JTL takes to book at most, less a few.
_IN_HAND = 9
#: Looked at afresh when everything has settled.
_ALL_DAYS = 14


class Day:
    """
    A world, a connector in it, and everything that happens to both.
    """

    def __init__(self, script: Script, open_connector: OpenConnector) -> None:
        self.script = script
        self.world = World.empty(page_size=script.page_size, tidy_imports=script.tidy_imports)
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
        ports = intercepted(
            Ports.over(
                self.world.machine,
                self.world.books,
                self.world.marketplace,
                self.world.erp,
                delivery=script.policies.orders.delivery,
            ),
            self.board,
        )
        connector: Connector = open_connector(ports, script.policies)
        self.processes = Processes(self.world, self.board, connector.execute_run)
        self.jobs = Jobs(world=self.world, connector=connector, processes=self.processes)
        self.buyers = Buyers(self.world)
        self.warehouse = Warehouse(self.world)
        self.updates = ErpUpdates(self.world)
        self.events = events(self.buyers, self.warehouse, self.updates)
        self.people = People(
            world=self.world, ports=ports, connector=connector, does=self._by_person
        )

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
            self.jobs.do(step, dice)

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
        self.updates.finish()
        for place, span in enumerate(rounds):
            world.clock.pass_(span)
            before = self._so_far()
            self._finish_the_outside(first=place == 0)
            self.people.tidy_up()
            self.jobs.do(Step.ORDERS, Dice(1))
            self.jobs.do(Step.STOCK, Dice(1))
            if span >= _LONG and self._all_ended() and self._so_far() == before:
                break
        self.jobs.reconcile(_ALL_DAYS)
        for look in board.watchmen.settled:
            look()

    def _all_ended(self) -> bool:
        return all(record.state in ENDS for record in self.world.tables.orders.values())

    def _so_far(self) -> tuple[object, ...]:
        """
        Return what a round may still change: our orders and writes, and what the outside has.
        """
        tables, world = self.world.tables, self.world
        return (
            tables.orders,
            tables.writes,
            tables.plans,
            len(world.marketplace.stock_updates),
            len(world.marketplace.shipments),
            len(world.erp.orders),
            len(world.erp.parcels),
        )

    def _finish_the_outside(self, *, first: bool) -> None:
        for order in list(self.world.marketplace.orders.values()):
            self.buyers.finish(order)
        # First JTL has all orders in hand and shows them nowhere: who looks now must look again.
        self.world.jtl_works(minutes=_IN_HAND if first else 0)
        if not first:
            self.warehouse.finish()

    def _happens(self, number: int) -> None:
        dice = Dice(number)
        self.board.tell(dice.pick(self.events)(dice))

    def _another(self, number: int, same: bool) -> None:
        """
        Let another process run while the one at work waits.
        """
        if self.processes.at_work >= _DEEPEST:
            return
        dice = Dice(number)
        if same and self.jobs.the_same(self.board.runners[-1].job):
            return
        if dice.one_in(3):
            self.board.tell(self.people.look(dice))
        else:
            self.jobs.do(dice.pick(ANY_JOB), dice)

    def _by_person(self, work: Callable[[RunContext], object]) -> object:
        return self.processes.run(PERSON, work, deadline=_PERSON_DEADLINE)

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
                runs=self.processes.runs,
                orders=len(orders),
                deliveries=sum(len(bodies) for bodies in self.witness.arrived.values()),
                parcels=len(self.witness.told),
                stock_updates=len(self.world.marketplace.stock_updates),
                **self.witness.counted,
            ),
        )
