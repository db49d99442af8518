"""I9: a plan follows from its inputs."""

from adapters.memory.tables import Tables
from job_core.run import Run
from simulation.promises.promise import Promise, Scene
from simulation.witness import Runner
from temu_core.plan import Plan


class PlansFollowFromInputs(Promise):
    """
    A plan is a function of its recorded inputs: same inputs, same hash.

    The stock a target names is the stock the ERP answered that very run, and
    two plans have one hash exactly when they would write the same from the same.
    """

    name = "I9"

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._hashes: dict[object, str] = {}
        self._writes: dict[str, object] = {}

    def stored(self, before: Tables, after: Tables, runner: Runner) -> None:
        if before.offers is after.offers:
            return
        for key, row in after.offers.items():
            was = before.offers.get(key)
            if row.target is None or (was is not None and row.target is was.target):
                continue
            inputs = row.target.availability
            told = runner.levels.get(inputs.sku)
            if told is None:
                self.broken(f"{inputs.sku} has a target although the ERP did not tell its stock")
            if (told.sellable, told.physical) != (inputs.sellable, inputs.physical):
                self.broken(
                    f"the ERP told {told.sellable} of {inputs.sku}, the target names "
                    f"{inputs.sellable}"
                )

    def ended(self, runner: Runner, run: Run) -> None:
        for plan in runner.plans:
            self._check(plan)

    def _check(self, plan: Plan) -> None:
        writes = (plan.kind, tuple((w.subject, w.after, w.basis) for w in plan.writes))
        if self._hashes.setdefault(writes, plan.hash) != plan.hash:
            self.broken(f"one {plan.kind.value} plan has two hashes")
        if self._writes.setdefault(plan.hash, writes) != writes:
            self.broken(f"two {plan.kind.value} plans have one hash")
