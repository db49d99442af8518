"""What every promise has in common: when it is looked after, and how it breaks."""

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn

import attrs

from adapters.memory.tables import Tables
from job_core.run import Run
from simulation.faults import Call
from simulation.ports import Policies
from simulation.witness import Runner, Witness
from simulation.world import World


class BrokenPromiseError(BaseException):
    """
    A promise was broken; the day ends here.

    No use case may catch it, so it is no ``Exception``.
    """

    def __init__(self, promise: str, sentence: str) -> None:
        super().__init__(f"{promise}: {sentence}")
        self.promise = promise
        self.sentence = sentence


@attrs.frozen(kw_only=True)
class Scene:
    """
    What a promise is checked against.
    """

    world: World
    witness: Witness
    policies: Policies


class Promise:
    """
    Subclass per promise and override the moments that matter to it.

    Every moment comes after the witness has noted it.
    """

    name: ClassVar[str]

    def __init__(self, scene: Scene) -> None:
        self.world = scene.world
        self.witness = scene.witness
        self.policies = scene.policies

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        """
        Look after a transaction on our database.
        """

    def answered(self, call: Call, args: Mapping[str, Any], answer: Any, runner: Runner) -> None:
        """
        Look at an answer the connector is given.
        """

    def requested(self, call: Call, args: Mapping[str, Any], runner: Runner) -> None:
        """
        Look at an outside write that is about to reach the other side.
        """

    def reached(self, call: Call, args: Mapping[str, Any], runner: Runner) -> None:
        """
        Look at the other side after an outside write reached it.
        """

    def ended(self, runner: Runner, run: Run) -> None:
        """
        Look after a run that ended by itself.
        """

    def settled(self) -> None:
        """
        Look when faults have stopped and everything has come to rest.
        """

    def broken(self, sentence: str) -> NoReturn:
        """
        End the day with the sentence that says what went wrong.
        """
        raise BrokenPromiseError(self.name, sentence)
